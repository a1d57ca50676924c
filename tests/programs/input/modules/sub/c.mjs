import { plus } from "./b.mjs";
export default (n) => Array.from({ length: n }, (_, i) => i).reduce(plus);
