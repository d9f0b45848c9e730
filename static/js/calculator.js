// The calculator answers by itself: the methodology's own formulas over what the form says. A drag sends nothing.

import { Page } from "./calculator/answer.js";
import { History } from "./calculator/history.js";
import { followBoxes, listen } from "./calculator/ranges.js";
import { queryOf, readForm, writeForm } from "./calculator/state.js";
import { dollars } from "./calculator/wording.js";

const data = JSON.parse(document.getElementById("scenario").textContent);
const form = document.querySelector("form[data-calculator]");
const { evaluate, defaults } = await import(data.module);
const page = new Page(data);
const announcer = document.querySelector("[data-announce]");
const undo = form.querySelector("[data-undo]"), redo = form.querySelector("[data-redo]");

const read = () => readForm(form, data, defaults);
const snapshotOf = ({ moved, facts }) => ({ moved, facts, citation: form.elements.local_citation.value.trim() });
const history = new History(snapshotOf(read()));
let written = 0;

/** The answer, or null where it rests on a figure that nobody reported. */
function answer(inputs) {
  const values = evaluate(inputs);
  return Number.isFinite(values.total) ? values : null;
}

function presetInputs(state) {
  const inputs = { ...state.inputs };
  for (const name in state.moved) inputs[name] = data.parameters[name].preset ?? NaN;
  return inputs;
}

const boxes = [...form.querySelectorAll(".box input, [data-fact]")];
const problem = document.querySelector("[data-problem]");
let marked = boxes.filter((box) => box.getAttribute("aria-invalid") === "true").map((box) => box.name).join();

/** Marks what cannot be used, and says what is missing. */
function mark(state, values) {
  const wrong = state.wrong.join();
  if (wrong !== marked) {
    for (const box of boxes) {
      if (state.wrong.includes(box.name)) box.setAttribute("aria-invalid", "true");
      else box.removeAttribute("aria-invalid");
    }
    marked = wrong;
  }
  const words = state.wrong.length
    ? state.wrong.map((name) => `${data.parameters[name].label}: allowed is ${allowed(data.parameters[name])}`).join(". ")
    : values ? "" : "This basis needs a figure that is not given yet; type it in, or choose another basis.";
  if (problem.textContent !== words) problem.textContent = words;
  problem.hidden = !words;
}

function allowed({ min, max, unit }) {
  const words = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 6 });
  return unit === "share" ? `0% to 100%` : `${words(min)} to ${words(max)}`;
}

function draw() {
  const state = read();
  const values = answer(state.inputs);
  mark(state, values);
  if (values) {
    const preset = answer(presetInputs(state)) ?? values;
    const without = (name) => {
      const at = data.parameters[name].preset;
      return at === null ? null : answer({ ...state.inputs, [name]: at });
    };
    page.drag(state, values, preset, without);
  }
  return { state, values };
}

/** The address says what the page says; browsers allow few writes a second, so a drag writes at its end. */
function writeAddress(state) {
  clearTimeout(written);
  written = setTimeout(() => {
    const query = queryOf(form, data, state);
    window.history.replaceState(null, "", `${location.pathname}?${query}`);
    for (const link of document.querySelectorAll("a[data-keep-query], .tabs a, .actions a[href*='budget.']")) {
      const url = new URL(link.href);
      const params = new URLSearchParams(query);
      if (link.dataset.keepQuery && link.closest(".preset-list")) params.set("methodology", link.dataset.keepQuery);
      const tab = url.searchParams.get("tab");
      if (tab) params.set("tab", tab);
      if (url.pathname === "/compare/") { // other places have facts of their own
        for (const name of [...Object.keys(data.facts), "local_citation"]) params.delete(name);
        for (const city of url.searchParams.getAll("city")) params.append("city", city);
      }
      link.href = `${url.pathname}?${params}`;
    }
    for (const field of document.querySelectorAll("input[data-query]")) field.value = query;
  }, 150);
}

function settle() {
  const { state, values } = draw();
  if (values) {
    page.settle(state, values);
    announcer.textContent = `Total ${dollars(values.total)} a year`;
  }
  history.keep(snapshotOf(state));
  writeAddress(state);
  undo.disabled = !history.canUndo;
  redo.disabled = !history.canRedo;
}

function restore(snapshot) {
  writeForm(form, data, snapshot);
  followBoxes(form);
  settle();
}

undo.addEventListener("click", () => restore(history.undo()));
redo.addEventListener("click", () => restore(history.redo()));
form.addEventListener("submit", (event) => {
  if (read().wrong.length) return; // the server says what is wrong, next to each field
  event.preventDefault();
  settle();
});
listen(form, draw, settle);
followBoxes(form);
settle();
