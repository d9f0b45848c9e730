// The same geometry as calculator/charts, for charts that follow the sliders.

const round = (value) => Math.round(value * 100) / 100;

const partsOf = new WeakMap();

/** Redraws a stacked bar ([data-bar]) from amounts by line key. */
export function drawBar(bar, amounts) {
  let total = 0;
  for (const key in amounts) total += amounts[key];
  let before = 0;
  if (!partsOf.has(bar)) partsOf.set(bar, bar.querySelectorAll("rect[data-line]"));
  for (const rect of partsOf.get(bar)) {
    const share = total > 0 ? (100 * amounts[rect.dataset.line]) / total : 0;
    rect.setAttribute("x", `${round(before)}%`);
    rect.setAttribute("width", `${round(share)}%`);
    before += share;
  }
}

const pitch = 14, perRow = 20, groupGap = 6;

/** The path of one dot a person: rows of twenty in two tens. */
export function dotsPath(count, atMost = 100) {
  let path = "";
  for (let index = 0; index < Math.min(count, atMost); index++) {
    const column = index % perRow, row = (index - column) / perRow;
    path += `M${column * pitch + 7 + (column >= 10 ? groupGap : 0)} ${row * pitch + 7}h0`;
  }
  return path;
}
