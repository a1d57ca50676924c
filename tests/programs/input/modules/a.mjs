import { plus } from "./sub/b.mjs";
export const name = "a";
export const total = (list) => list.reduce(plus, 0);
