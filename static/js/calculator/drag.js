// While the hand moves, the numbers answer by themselves: the method's own formulas over what the form says. Nothing is sent.

import { listen, name } from "./ranges.js";
import { Panel } from "./panel.js";
import { touched } from "./question.js";
import { onSettled } from "./settle.js";
import { readForm } from "./state.js";
import { allowed } from "./wording.js";

/** Brings the budget tab's sliders to life; on other tabs there is nothing to follow. */
export async function follow() {
  const form = document.querySelector("form[data-calculator]");
  if (!form) return;
  let scenario = await readScenario(form);
  listen(form, () => draw(scenario));
  onSettled(async () => {
    name(form);
    scenario = await readScenario(form);
    if (scenario.isMoved()) draw(scenario); // the hand has moved on meanwhile
  });
  if (scenario.isMoved()) draw(scenario);
}

/** Reads what the page was answered with. Elements are looked up once a page: at every step that would be the largest cost. */
async function readScenario(form) {
  const { module, facts } = JSON.parse(document.getElementById("scenario").textContent);
  const { evaluate, defaults, parameters, budget, watches } = await import(module);
  const data = { facts, parameters, budget, watches };
  const boxes = new Map(Object.keys(data.parameters).map((name) => [name, form.elements.namedItem(name)]));
  return {
    data, evaluate,
    read: () => readForm(boxes, data, defaults),
    panel: new Panel(data),
    marked: [...form.querySelectorAll(".box input, [data-fact]")],
    problem: document.querySelector("[data-problem]"),
    isMoved: () => [...boxes.values()].flatMap((box) => (box instanceof RadioNodeList ? [...box] : box ?? [])).some(touched),
  };
}

/** The answer, or null where it rests on a figure that nobody reported. */
function answer({ evaluate }, inputs) {
  const values = evaluate(inputs);
  return Number.isFinite(values.total) ? values : null;
}

function draw(scenario) {
  const { data, panel } = scenario, state = scenario.read(), values = answer(scenario, state.inputs);
  mark(scenario, state, values);
  if (!values || state.wrong.length) return panel.blank();
  const atPreset = { ...state.inputs };
  for (const name in state.moved) atPreset[name] = data.parameters[name].preset ?? NaN;
  const without = (name) => {
    const at = data.parameters[name].preset;
    return at === null ? null : answer(scenario, { ...state.inputs, [name]: at });
  };
  panel.drag(state, values, answer(scenario, atPreset) ?? values, without);
}

/** Marks what cannot be used, and says what is missing. */
function mark({ data, marked, problem }, { wrong }, values) {
  for (const box of marked) {
    const isWrong = wrong.includes(box.name);
    if (isWrong === (box.getAttribute("aria-invalid") === "true")) continue;
    if (isWrong) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  }
  const words = wrong.length
    ? wrong.map((name) => `${data.parameters[name].label}: allowed is ${allowed(data.parameters[name])}`).join(". ")
    : values ? "" : "This basis needs a figure that is not given yet; type it in, or choose another basis.";
  if (problem.textContent !== words) problem.textContent = words;
  if (problem.hidden === (words !== "")) problem.hidden = !words;
}
