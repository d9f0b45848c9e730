// The functions a formula may use. They give the same double as calculator/engine/functions.py, which explains ROUND.

const NOISE_CORRECTION = 1 + 2 ** -50;
const CORRECTED_BELOW = 2 ** 49;
const WHOLE_FROM = 2 ** 52;

export function ROUND(value) {
  const size = Math.abs(value);
  if (!(size < WHOLE_FROM)) return value;
  const rounded = Math.floor(size < CORRECTED_BELOW ? size * NOISE_CORRECTION + 0.5 : size + 0.5);
  return value < 0 ? -rounded : rounded;
}

export const MAX = Math.max;
export const MIN = Math.min;
export const POWER = Math.pow;

export function SUM(...values) {
  return values.reduce((sum, value) => sum + value);
}

export function IF(test, ifTrue, ifFalse) {
  return test ? ifTrue : ifFalse;
}
