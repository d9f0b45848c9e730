// Writes an answer into the page: the panel at every step of a drag, the longer parts when it settles.

import { dotsPath, drawBar } from "../charts.js";
import { effectOf, writeParts } from "./effects.js";
import { count, dollars, figure, people, signedDollars, typed } from "./wording.js";

const put = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};

export class Page {
  constructor(data) {
    this.data = data;
    this.outs = new Map([...document.querySelectorAll("[data-out]")].map((node) => [node.dataset.out, node]));
    this.counts = [...document.querySelectorAll("[data-count]")];
    this.bars = [...document.querySelectorAll("[data-bar]")];
    this.sliders = new Map(
      [...document.querySelectorAll("[data-slider]")].map((node) => [
        node.dataset.slider,
        { node, effect: node.querySelector("[data-effect]"), reset: node.querySelector("[data-reset]") },
      ]),
    );
    this.bases = [...document.querySelectorAll("[data-basis]")];
    this.presetName = this.outs.get("delta")?.dataset.preset ?? "";
  }

  /** Everything that follows the thumb. `presetValues` is the answer with nothing moved; `without(name)` one parameter back. */
  drag(state, values, presetValues, without) {
    const { data } = this;
    put(this.outs.get("total"), dollars(values.total));
    const change = values.total - presetValues.total;
    writeParts(this.outs.get("delta"), change
      ? [{ text: signedDollars(change), kind: change > 0 ? "up" : "down" }, { text: ` against the preset ${this.presetName}, ${dollars(presetValues.total)}`, kind: "" }]
      : [{ text: `as in the preset ${this.presetName}`, kind: "" }]);
    const amounts = {};
    for (const line of data.budget) {
      amounts[line] = values[line];
      put(this.outs.get(line), dollars(values[line]));
    }
    for (const bar of this.bars) drawBar(bar, amounts);
    for (const node of this.counts) put(node, this.#count(node.dataset.count, state, values));
    for (const [name, { node, effect, reset }] of this.sliders) {
      const moved = name in state.moved;
      if (node.classList.contains("changed") !== moved) node.classList.toggle("changed", moved);
      if (reset && reset.hidden === moved) reset.hidden = !moved;
      writeParts(effect, effectOf(data.watches[name], values, moved ? without(name) : null));
    }
    const byBasis = [
      state.inputs.population * state.inputs.high_risk_share,
      state.inputs.homicides * state.inputs.high_risk_per_homicide,
      state.inputs.local_high_risk,
    ];
    for (const node of this.bases) {
      const at = byBasis[Number(node.dataset.basis) - 1];
      put(node, Number.isNaN(at) ? "–" : people(at));
    }
  }

  /** What can wait until the hand rests: tables, roles, dots, the working, the list of changes. */
  settle(state, values) {
    const { data } = this;
    const shares = wholePercents(data.budget.map((line) => values[line]));
    data.budget.forEach((line, index) => {
      const row = document.querySelector(`table.budget tr[data-line="${line}"]`);
      put(row?.querySelector(".amount"), dollars(values[line]));
      put(row?.querySelector(".share"), `${shares[index]} %`);
      for (const label of document.querySelectorAll(`text[data-label="${line}"]`)) put(label, shares[index] >= 5 ? `${shares[index]} %` : "");
      for (const label of document.querySelectorAll(`text[data-label="${line}"]`)) this.#center(label);
    });
    put(document.querySelector("table.budget tfoot .amount"), dollars(values.total));
    for (const role of document.querySelectorAll("[data-role]")) this.#role(role, state, values);
    for (const row of document.querySelectorAll("[data-working]")) this.#working(row, state, values);
    this.#changes(state);
  }

  #center(label) {
    const rect = label.parentElement.querySelector(`rect[data-line="${label.dataset.label}"]`);
    label.setAttribute("x", `${parseFloat(rect.getAttribute("x")) + parseFloat(rect.getAttribute("width")) / 2}%`);
  }

  #count(name, state, values) {
    if (name === "people_served") return people(values.people_served);
    if (name !== "per_resident") return count(values[name]);
    return state.inputs.population > 0 ? dollars(Math.round(values.total / state.inputs.population)) : "–";
  }

  #role(role, state, values) {
    const [singular, plural] = this.data.roles[role.dataset.role].labels;
    const { pay, cost, fringe } = this.data.roles[role.dataset.role];
    const number = values[role.dataset.role];
    put(role.querySelector("[data-role-label]"), number === 1 ? singular : plural);
    put(role.querySelector("[data-role-count]"), count(number));
    put(role.querySelector(".pay"), `${dollars(values[pay])} a year and ${typed(state.inputs[fringe], "share").replace("%", " %")} benefits; ${number ? `${dollars(values[cost])} in all` : "none at this size"}`);
    const shown = Math.min(number, 100), dots = role.querySelector("[data-dots]");
    if (dots) {
      dots.querySelector("path").setAttribute("d", dotsPath(number));
      const rows = Math.ceil(shown / 20), wide = Math.min(shown, 20);
      const width = wide ? (wide - 1) * 14 + 14 + (wide > 10 ? 6 : 0) : 0;
      dots.setAttribute("width", width);
      dots.setAttribute("height", rows * 14);
      dots.setAttribute("viewBox", `0 0 ${width} ${rows * 14}`);
    }
    put(role.querySelector(".dots-more"), number > 100 ? `and ${count(number - 100)} more` : "");
  }

  #working(row, state, values) {
    const { units, parameters } = this.data;
    const known = { ...state.inputs, ...values };
    const unitOf = (name) => units[name] ?? parameters[name]?.unit ?? "multiplier";
    const line = row.dataset.working;
    for (const result of row.querySelectorAll("[data-result]")) put(result, figure(values[line], units[line]));
    const substituted = row.querySelector("[data-substituted]");
    const text = substituted.dataset.formula.replace(/[a-z][a-z_]*/g, (name) => (name in known ? figure(known[name], unitOf(name)) : name));
    put(substituted, `= ${text} = ${figure(values[line], units[line])}`);
    for (const input of row.querySelectorAll("[data-input]")) put(input, figure(known[input.dataset.input], unitOf(input.dataset.input)));
  }

  #changes(state) {
    const list = document.querySelector("[data-changes]");
    if (!list) return;
    const { parameters } = this.data;
    const names = Object.keys(state.moved);
    list.hidden = names.length === 0;
    put(list.querySelector("[data-changes-count]"), String(names.length));
    const shown = (value, { unit }) => `${unit.startsWith("USD") ? "$" : ""}${typed(value, unit)}`.replace("%", " %");
    list.querySelector("ul").replaceChildren(
      ...names.map((name) => {
        const record = parameters[name], item = document.createElement("li");
        const instead = record.preset === null ? "" : ` instead of ${shown(record.preset, record)}`;
        item.textContent = `${record.label}: ${shown(state.moved[name], record)}${instead}`;
        return item;
      }),
    );
  }
}

/** Whole percents that add up to 100, largest remainders first, as calculator/charts/bar.py has them. */
export function wholePercents(amounts) {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (!(total > 0)) return amounts.map(() => 0);
  const exact = amounts.map((amount) => (100 * amount) / total);
  const whole = exact.map(Math.floor);
  const order = exact.map((_, index) => index).sort((a, b) => whole[a] - exact[a] - (whole[b] - exact[b]));
  const missing = 100 - whole.reduce((sum, value) => sum + value, 0);
  for (const index of order.slice(0, missing)) whole[index] += 1;
  return whole;
}
