// Reads a line of cases [[function, ...arguments], …] and answers with a line of their words, for tests/test_wording.py.
import { createInterface } from "node:readline";
import * as wording from "../../static/js/calculator/wording.js";

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(JSON.parse(line).map(([name, ...given]) => {
    const words = wording[name](...given);
    return Number.isNaN(words) ? null : words;
  })));
}
