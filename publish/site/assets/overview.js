"use strict";
/* The overview's filters: rows of the data are chosen and added up again. */
site.when("overview", (data) => {
  const { find, make, number, figure, title } = site;
  const form = find("#filters");
  const chosen = (name) => find("#" + name).value;

  /* Rows as objects, with words for codes. */
  const unpack = (packed) => packed.rows.map((row) => {
    const made = {};
    packed.columns.forEach((name, n) => {
      const words = packed.words[name];
      made[name] = words && row[n] !== null ? words[row[n]] : row[n];
    });
    return made;
  });
  const cubes = {};
  ["total", "cause", "group", "source", "located"].forEach((name) => { cubes[name] = unpack(data[name]); });
  const places = data.places.map(([x, y, name, kind]) => ({ x, y, name, kind }));

  const period = () => [chosen("from"), chosen("to")];
  const isWhole = () => find("#from").selectedIndex === 0 && find("#to").selectedIndex === find("#to").length - 1;
  const isIn = (month) => {
    const [from, to] = period();
    return /^\d/.test(month) ? month >= from && month <= to : isWhole();
  };
  const choose = (rows, month, tests) => {
    const known = new Map();
    const inside = (value) => known.has(value) ? known.get(value) : known.set(value, isIn(value)).get(value);
    return rows.filter((row) => inside(row[month]) && tests.every(([name, value]) => value === "" || row[name] === value));
  };
  /* A best is not stated where a figure in the sum has none. */
  const addUp = (rows, key) => {
    const sums = new Map();
    rows.forEach((row) => {
      const name = key(row);
      let sum = sums.get(name);
      if (!sum) sums.set(name, sum = { key: name, of: row, low: 0, best: 0, high: 0, incidents: 0, open: 0 });
      sum.low += row.low; sum.high += row.high; sum.incidents += row.incidents; sum.open += row.open_highs;
      sum.best = sum.best === null || row.best === null ? null : sum.best + row.best;
    });
    return [...sums.values()];
  };
  const more = (sum) => number(sum.high) + (sum.open ? "+" : "");
  const cells = (sum) => [number(sum.low), number(sum.best), more(sum), number(sum.incidents)].map((word) => make("td", { class: "n" }, word));
  const populations = Object.fromEntries([...find("#population").options].map((option) => [option.value, option.text]));
  const whom = (word) => (populations[word] || site.words(word)).toLowerCase();

  const order = ["killed", "injured", "missing", "detained", "abducted", "displaced"];
  const rank = (sum) => (order.indexOf(sum.of.measure) + order.length + 1) % (order.length + 1);

  const showTotals = () => {
    const rows = choose(cubes.total, "incident_month", [["country", chosen("country")]]);
    const sums = addUp(rows, (row) => row.measure + "|" + row.population).sort((a, b) => rank(a) - rank(b) || b.incidents - a.incidents || a.key.localeCompare(b.key));
    find("#totals tbody").replaceChildren(...sums.map((sum) =>
      make("tr", {}, make("td", {}, title(sum.of.measure)), make("td", {}, whom(sum.of.population)), cells(sum))));
    const [from, to] = period();
    const sum = sums.find((one) => one.key === chosen("measure") + "|" + chosen("population"));
    const said = sum ? [
      make("strong", {}, sum.low === sum.high ? number(sum.low) : number(sum.low) + " to " + more(sum)), " ",
      site.words(chosen("measure")), " (", whom(chosen("population")), "), ",
      sum.best === null ? "best not stated" : "best " + number(sum.best), ", in ", number(sum.incidents),
      sum.incidents === 1 ? " incident, " : " incidents, ", chosen("country") || "all countries", ", ", from === to ? from : from + " to " + to,
    ] : ["Nothing is recorded for this choice, which does not mean that there were no casualties."];
    find("#headline").replaceChildren(...said);
  };

  const ofChoice = (name) => choose(cubes[name], "incident_month", [["country", chosen("country")], ["measure", chosen("measure")], ["population", chosen("population")]]);

  const showTime = () => {
    const sums = addUp(ofChoice("total").filter((row) => /^\d/.test(row.incident_month)), (row) => row.incident_month).sort((a, b) => a.key.localeCompare(b.key));
    const figures = find("#time");
    if (!sums.length) return figures.replaceChildren(make("p", {}, "Nothing to draw."));
    const peak = sums.reduce((a, b) => (b.high > a.high ? b : a));
    const words = `${title(chosen("measure"))} (${whom(chosen("population"))}) by month, ${sums.length} months; the largest is ${peak.key} with ${figure(peak.low, peak.best, peak.high)}.`;
    const wide = Math.max(Math.min(figures.clientWidth || 900, 1000), 320);
    return figures.replaceChildren(pictures.time(sums.map((sum) => [sum.key, sum.low, sum.best, sum.high]), words, wide),
      make("figcaption", {}, words));
  };

  const showBars = (id, rows, key) => {
    const sums = addUp(rows, key).sort((a, b) => b.high - a.high || a.key.localeCompare(b.key));
    const most = Math.max(...sums.map((sum) => sum.high), 1);
    const kept = sums.slice(0, 25), left = sums.length - kept.length;
    find(`#by-${id} tbody`).replaceChildren(...kept.map((sum) =>
      make("tr", {}, make("th", { scope: "row" }, sum.key), cells(sum), make("td", {}, pictures.bar(sum, most)))),
      ...(left ? [make("tr", {}, make("td", { colspan: 6 }, `${left} smaller ones are in the tables.`))] : []),
      ...(kept.length ? [] : [make("tr", {}, make("td", { colspan: 6 }, "Nothing is recorded for this choice."))]));
  };

  const kinds = { place: "a place", area: "a governorate", country: "a country" };
  const showMap = () => {
    const sums = addUp(ofChoice("located"), (row) => row.place);
    const drawn = sums.filter((sum) => places[sum.key].kind !== "none").sort((a, b) => b.high - a.high);
    const lost = sums.filter((sum) => places[sum.key].kind === "none").reduce((n, sum) => n + sum.incidents, 0);
    find("#unplaced").textContent = lost ? `${number(lost)} incidents have no place at all and are not drawn.` : "";
    const svg = find("#map svg"), marks = find("#marks");
    const view = frame(drawn.map((sum) => places[sum.key]), svg.clientWidth || 900, svg.clientHeight || 560);
    svg.setAttribute("viewBox", view.box);
    find("#hatch").setAttribute("patternTransform", `scale(${view.unit}) rotate(45)`);
    const most = Math.max(...drawn.map((sum) => sum.high), 1);
    marks.replaceChildren(...drawn.flatMap((sum) => mark(sum, most, view)));
    find("#map-words").textContent = `Map of ${drawn.length} places and areas; the table below it has the largest.`;
    find("#spots tbody").replaceChildren(...drawn.slice(0, 25).map((sum) =>
      make("tr", {}, make("th", { scope: "row" }, places[sum.key].name || "not named"), make("td", {}, kinds[places[sum.key].kind]), cells(sum))));
  };
  const frame = (points, wide, high) => {
    if (!points.length) points = [{ x: -170, y: -120 }, { x: 180, y: 70 }];
    const xs = points.map((point) => point.x), ys = points.map((point) => point.y);
    const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const width = Math.max((east - west) * 1.25, (south - north) * 1.25 * (wide / high), 6);
    const height = width * (high / wide);
    const [x, y] = [(west + east - width) / 2, (north + south - height) / 2];
    return { box: [x, y, width, height].map((n) => n.toFixed(3)).join(" "), unit: width / wide, x, width };
  };
  const mark = (sum, most, view) => {
    const unit = view.unit;
    const place = places[sum.key];
    const size = Math.max(26 * Math.sqrt(sum.high / most), 2.5) + (place.kind === "place" ? 0 : 2);
    const words = `${place.name || "not named"} (known to ${kinds[place.kind]}): ${figure(sum.low, sum.best, sum.high)} in ${number(sum.incidents)} incidents`;
    const symbol = pictures.symbol(place, size, unit);
    symbol.append(site.draw("title", {}, words));
    if (place.kind === "place") return [symbol];
    const side = (place.x - view.x) / view.width;
    const anchor = side > 0.75 ? "end" : side < 0.25 ? "start" : "middle";
    const label = site.draw("text", { x: place.x, y: place.y + (size + 12) * unit, "text-anchor": anchor, "font-size": 11 * unit, "stroke-width": 3 * unit },
      "somewhere in " + place.name);
    return place.kind === "country" || sum.high * 4 > most ? [symbol, label] : [symbol];
  };

  const show = () => {
    showTotals(); showTime(); showMap();
    const here = [["country", chosen("country")], ["measure", chosen("measure")]];
    showBars("group", choose(cubes.group, "incident_month", here), (row) => title(row.person_group));
    showBars("cause", ofChoice("cause"), (row) => row.cause);
    showBars("source", choose(cubes.source, "report_month", [["measure", chosen("measure")], ["population", chosen("population")]]), (row) => row.source_name);
  };
  form.hidden = false;
  document.querySelectorAll(".scripted").forEach((part) => { part.hidden = false; });
  const ordered = (event) => {
    const [from, to] = [find("#from"), find("#to")];
    if (from.selectedIndex > to.selectedIndex) {
      if (event && event.target === from) to.selectedIndex = from.selectedIndex;
      else from.selectedIndex = to.selectedIndex;
    }
    show();
  };
  form.addEventListener("change", ordered);
  form.addEventListener("reset", () => setTimeout(show));
  form.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("resize", site.later(() => { showTime(); showMap(); }));
  show();
});
