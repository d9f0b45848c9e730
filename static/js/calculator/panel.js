// Writes what follows a drag: the panel's numbers and bar, each slider's effect, the people of each basis. The server does the rest.

import { drawBar } from "../charts.js";
import { effectOf, writeParts } from "./effects.js";
import { count, dollars, people, signedDollars } from "./wording.js";

const put = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};

export class Panel {
  constructor(data) {
    this.data = data;
    this.outs = new Map([...document.querySelectorAll("[data-out]")].map((node) => [node.dataset.out, node]));
    this.counts = [...document.querySelectorAll("[data-count]")];
    this.bars = [...document.querySelectorAll("[data-bar]")].map((bar) => [...bar.querySelectorAll("rect[data-line]")]);
    this.sliders = new Map(
      [...document.querySelectorAll("[data-slider]")].map((node) => [
        node.dataset.slider,
        { node, effect: node.querySelector("[data-effect]") },
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
    for (const [name, { node, effect }] of this.sliders) {
      const moved = name in state.moved;
      if (node.classList.contains("changed") !== moved) node.classList.toggle("changed", moved);
      writeParts(effect, effectOf(data.watches[name], values, moved ? without(name) : null));
    }
    const byBasis = [
      state.inputs.population * state.inputs.high_risk_share,
      (state.inputs.homicides_five_year ?? state.inputs.homicides) * state.inputs.high_risk_per_homicide,
      state.inputs.local_high_risk,
    ];
    for (const node of this.bases) {
      const at = byBasis[Number(node.dataset.basis) - 1];
      put(node, Number.isNaN(at) ? "–" : people(at));
    }
  }

  /** What was typed has no answer: the total of before is not shown as one. */
  blank() {
    put(this.outs.get("total"), "No answer yet");
    writeParts(this.outs.get("delta"), []);
    for (const line of this.data.budget) put(this.outs.get(line), "–");
    for (const bar of this.bars) drawBar(bar, {});
    for (const node of this.counts) put(node, "–");
  }

  #count(name, state, values) {
    if (name === "people_served") return people(values.people_served);
    if (name !== "per_resident") return count(values[name]);
    return state.inputs.population > 0 ? dollars(Math.round(values.total / state.inputs.population)) : "–";
  }
}
