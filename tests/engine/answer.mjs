// Answers JSON lines: {"module": "caps-2026.1", "inputs": [{…}, …]} or {"function": "ROUND", "inputs": [[x], …]}.
// Numbers travel as JSON; what JSON cannot say (NaN, Infinity) travels as text.
import { createInterface } from "node:readline";

const say = (key, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);
const hear = (value) => (typeof value === "string" ? Number(value) : value);

const functions = await import("./js/engine/functions.js");
for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const answers = asked.function
    ? asked.inputs.map((values) => functions[asked.function](...values.map(hear)))
    : asked.inputs.map((await import(`./formulas/${asked.module}.js`)).evaluate);
  process.stdout.write(`${JSON.stringify(answers, say)}\n`);
}
