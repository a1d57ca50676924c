export const b: number = 42; export type T = {q: string}; export const unused = 3;
