export const plus = (x, y) => x + y;
export { name as parent } from "../a.mjs";
