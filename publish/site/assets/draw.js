"use strict";
/* The pictures of the overview: a band over months, bars, symbols on the map. */
const pictures = {
  /* A round step that cuts a height into about four. */
  step(top) {
    const rough = Math.max(top / 4, 1);
    const power = 10 ** Math.floor(Math.log10(rough));
    return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  },
  count: (month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1,
  name: (n) => Math.floor(n / 12) + "-" + String((n % 12) + 1).padStart(2, "0"),

  /* rows: [month, low, best, high], in order. */
  time(rows, words, wide) {
    const { draw, number } = site;
    const width = wide, height = 260, left = 52, bottom = 26, top = 12;
    const first = pictures.count(rows[0][0]), last = pictures.count(rows[rows.length - 1][0]);
    const most = Math.max(...rows.map((row) => row[3]), 1), step = pictures.step(most);
    const ceiling = Math.ceil(most / step) * step;
    const x = (n) => left + 14 + ((width - left - 28) * (n - first)) / Math.max(last - first, 1);
    const y = (value) => top + (height - top - bottom) * (1 - value / ceiling);
    const svg = draw("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words });
    for (let value = 0; value <= ceiling; value += step) {
      svg.append(draw("line", { class: "grid", x1: left, x2: width, y1: y(value), y2: y(value) }));
      svg.append(draw("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, number(value)));
    }
    const ticks = pictures.ticks(first, last, Math.max(Math.floor(width / 90), 2));
    ticks.forEach((n) => {
      const label = ticks.every((one) => one % 12 === 0) ? String(n / 12) : pictures.name(n);
      svg.append(draw("line", { class: "grid", x1: x(n), x2: x(n), y1: height - bottom, y2: height - bottom + 4 }));
      svg.append(draw("text", { x: x(n), y: height - 6, "text-anchor": "middle" }, label));
    });
    pictures.runs(rows).forEach((run) => pictures.run(svg, run, x, y));
    return svg;
  },
  ticks(first, last, many) {
    const apart = [1, 2, 3, 6, 12, 24, 60, 120, 240].find((n) => (last - first) / n <= many) || 600;
    const found = [];
    for (let n = Math.ceil(first / apart) * apart; n <= last; n += apart) found.push(n);
    return found.length ? found : [first];
  },
  /* Months without a row are no zero: the band stops before them. */
  runs(rows) {
    const found = [];
    rows.forEach((row) => {
      const run = found[found.length - 1];
      const follows = run && pictures.count(row[0]) - pictures.count(run[run.length - 1][0]) === 1;
      if (follows) run.push(row);
      else found.push([row]);
    });
    return found;
  },
  run(svg, run, x, y) {
    const { draw, figure } = site;
    const at = run.map((row) => x(pictures.count(row[0])));
    if (run.length > 1) {
      const up = run.map((row, n) => `${at[n]},${y(row[3])}`), down = run.map((row, n) => `${at[n]},${y(row[1])}`).reverse();
      svg.append(draw("path", { class: "band", d: "M" + up.concat(down).join("L") + "Z" }));
    }
    run.forEach((row, n) => svg.append(draw("line", { class: "range", x1: at[n], x2: at[n], y1: y(row[1]), y2: y(row[3]) })));
    let pen = "";
    run.forEach((row, n) => {
      if (row[2] !== null) pen += `${n && run[n - 1][2] !== null ? "L" : "M"}${at[n]},${y(row[2])}`;
    });
    if (pen) svg.append(draw("path", { class: "line", d: pen }));
    run.forEach((row, n) => {
      if (row[2] !== null) {
        svg.append(draw("circle", { class: "dot", cx: at[n], cy: y(row[2]), r: 2.2 },
          draw("title", {}, row[0] + ": " + figure(row[1], row[2], row[3]))));
      }
    });
  },
  /* A bar to the best, else the low; a line from low to high. */
  bar(row, most) {
    const { draw } = site;
    const at = (value) => (100 * value) / Math.max(most, 1);
    return draw("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
      draw("rect", { class: "band", x: 0, y: 1, height: 8, width: at(row.best === null ? row.low : row.best) }),
      draw("path", { class: "ends", "vector-effect": "non-scaling-stroke", d: `M${at(row.low)} 5H${at(row.high)}M${at(row.low)} 2V8M${at(row.high)} 2V8` }));
  },
  /* Symbols at [x, y], sized in pixels of a view of the given width. */
  symbol(place, size, unit) {
    const { draw } = site;
    const r = size * unit;
    if (place.kind === "place") return draw("circle", { class: "place", cx: place.x, cy: place.y, r });
    if (place.kind === "area") return draw("rect", { class: "area", x: place.x - r, y: place.y - r, width: 2 * r, height: 2 * r });
    return draw("path", { class: "nation", d: `M${place.x} ${place.y - r}L${place.x + r} ${place.y}L${place.x} ${place.y + r}L${place.x - r} ${place.y}Z` });
  },
};
