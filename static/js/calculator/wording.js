// Numbers as people write them: the browser's twin of calculator/words/wording.py.

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const byDigits = [10, 15, 16, 17].map((digits) => new Intl.NumberFormat("en-US", { maximumSignificantDigits: digits }));

export const dollars = (amount) => `${amount < 0 ? "−" : ""}$${whole.format(Math.abs(amount))}`;
export const signedDollars = (amount) => `${amount > 0 ? "+" : ""}${dollars(amount)}`;
export const count = (value) => whole.format(value);
export const people = (value) => (value > 0 && value < 0.5 ? "fewer than 1" : whole.format(Math.floor(value + 0.5)));
export function counted(value, singular, plural) {
  const shown = people(value);
  return `${shown} ${shown === "1" || shown === "fewer than 1" ? singular : plural}`;
}

/** A value as it stands in its number box: the shortest text that reads back as it; a share is a percentage. */
export function typed(value, unit) {
  if (value === null || Number.isNaN(value)) return "";
  const [times, sign] = unit === "share" ? [100, "%"] : [1, ""];
  for (const digits of byDigits) {
    const text = `${digits.format(value * times)}${sign}`;
    if (numberIn(text) === value) return text;
  }
  return String(value);
}

/** The number in a box: thousands in threes and percentages as calculator/given.py reads them; NaN where there is none. */
export function numberIn(text) {
  const match = /^\s*([+-]?)\$?((?:\d{1,3}(?:,\d{3})+|\d{1,30})?(?:\.\d{0,30})?(?:[eE][+-]?\d{1,3})?)\s?(%|k|m|million|)\s*$/i.exec(text);
  if (!match || !/\d/.test(match[2])) return NaN;
  const value = Number(match[1] + match[2].replaceAll(",", "")), unit = match[3].toLowerCase();
  return unit === "%" ? value / 100 : value * ({ k: 1e3, m: 1e6, million: 1e6 }[unit] ?? 1);
}
