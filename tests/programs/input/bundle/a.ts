import {b, type T} from "./b";
enum Color { Red, Green }
export async function* gen<T extends {x?: number}>(t: T) { yield t?.x ?? b; await using; }
class A { #p = 1; static { console.log(Color.Red, b) } get p() { return this.#p ** 2 } }
let using = null;
console.log(new A().p, `template ${b} ${1+2}`, <T>{} as any);
export default A;
