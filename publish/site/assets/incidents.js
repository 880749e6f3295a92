"use strict";
/* The list of incidents: found by words, shown a hundred at a time. */
site.when("list", (data) => {
  const { find, make, number, figure } = site;
  const at = Object.fromEntries(data.columns.map((name, n) => [name, n]));
  const causes = (site.data.labels || {}).causes || {};
  const get = (row, name) => row[at[name]];
  const text = data.rows.map((row) => ["id", "month", "place", "admin1", "country", "codes"].map((name) => get(row, name) || "").join(" ").toLowerCase());
  const most = (row) => get(row, "killed_high") ?? get(row, "killed_best") ?? get(row, "killed_low") ?? -1;
  const dated = (row) => /^\d/.test(get(row, "month") || "") ? get(row, "month") : "";
  const orders = {
    new: (a, b) => dated(b).localeCompare(dated(a)),
    old: (a, b) => (dated(a) || "9").localeCompare(dated(b) || "9"),
    killed: (a, b) => most(b) - most(a),
    reports: (a, b) => get(b, "reports") - get(a, "reports"),
  };
  let found = [], shown = 0;

  const people = (row, name) => {
    const [low, best, high] = ["_low", "_best", "_high"].map((end) => get(row, name + end));
    return figure(low, low === null || high === null ? best : null, high).replace("not stated", "–").replace(" (no low or high)", "");
  };
  const line = (row) => {
    const isHeld = get(row, "withheld") === get(row, "reports");
    const place = isHeld ? "Rows not published" : get(row, "place") || get(row, "country") || "Place not stated";
    return make("tr", {}, make("td", { class: "month" }, get(row, "month") || "–"),
      make("th", { scope: "row" }, make("a", { href: "incident.html#" + get(row, "id") }, place),
        make("span", { class: "facts-line" }, place === get(row, "country") || !get(row, "country") ? "" : ", " + get(row, "country"))),
      make("td", { class: "n" }, people(row, "killed")), make("td", { class: "n" }, people(row, "injured")),
      make("td", { class: "n" }, number(get(row, "reports"))), make("td", { class: "roomy" }, (causes[get(row, "cause")] || {}).name || "–"));
  };
  const show = () => {
    find("#incidents tbody").append(...found.slice(shown, shown + 100).map(line));
    shown = Math.min(shown + 100, found.length);
    find("#more").hidden = shown >= found.length;
    find("#found").textContent = `${number(found.length)} found, ${number(shown)} shown`;
  };
  const search = () => {
    const words = find("#words").value.toLowerCase().split(/\s+/).filter(Boolean);
    found = data.rows.filter((_, n) => words.every((word) => text[n].includes(word))).sort(orders[find("#order").value]);
    shown = 0;
    find("#incidents tbody").replaceChildren();
    show();
  };
  find("#words").addEventListener("input", site.later(search));
  find("#order").addEventListener("change", search);
  find("#search").addEventListener("submit", (event) => event.preventDefault());
  find("#more").addEventListener("click", show);
  search();
});
