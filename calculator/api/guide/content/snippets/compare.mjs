// What both methods say about Norfolk. Works in browsers too: any site may read.
const url = "http://127.0.0.1:8000/api/v1/cities/norfolk-va/budget/";
for (const methodology of ["caps", "field"]) {
  const answer = await fetch(`${url}?methodology=${methodology}`);
  const { total, totals } = await answer.json();
  console.log(methodology, totals.all_staff, total.toLocaleString("en-US"));
}
