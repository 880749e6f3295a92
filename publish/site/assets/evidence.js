"use strict";
/* The parts of an incident's page, from the rows of the marts. */
const evidence = (labels) => {
  const { make, figure, words, title, link, number } = site;
  const label = (list, id) => ((labels[list] || {})[id] || {}).name || words(id);
  const letter = (n) => String.fromCharCode(64 + ((n - 1) % 26) + 1) + (n > 26 ? Math.ceil(n / 26) : "");
  const fact = (name, value) => (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length) ? null : [make("dt", {}, name), make("dd", {}, value)]);
  const days = (from, to) => (!from && !to ? null : from === to || !to ? from : (from || "?") + " to " + to);
  const people = (row) => {
    const role = row.role && row.role !== "all" ? words(row.role) + "s" : null;
    const sexed = { female: { adult: "women", child: "girls" }, male: { adult: "men", child: "boys" } }[row.sex] || {};
    const aged = { adult: "adults", child: "children", elderly: "elderly people" };
    const who = sexed[row.age] || [row.age && (aged[row.age] || words(row.age)), row.sex].filter(Boolean).join(", ");
    const status = { civilian: "civilians", direct_participant: "other fighters", unknown: "of unknown status" };
    const parts = [role, row.population && (status[row.population] || words(row.population)), who, row.occupation && words(row.occupation),
      row.of && "of " + label("actors", row.of), row.role === "all" ? "attackers too" : null].filter(Boolean);
    return parts.join(", ") || "everybody";
  };
  const table = (name, headers, rows) => make("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": name }, make("table", {},
    make("thead", {}, make("tr", {}, headers.map((header) => make("th", { scope: "col", class: ["Figure", "Weight", "Before", "After"].includes(header) ? "n" : null }, header)))), make("tbody", {}, rows)));

  const claim = (row, report) => {
    const source = (labels.sources[report.source] || {}).name;
    const asRead = row.words ? make("blockquote", {}, row.before ?? "… ", make("mark", {}, row.words), row.after ?? " …") :
      row.value ? make("blockquote", {}, make("code", {}, row.anchor || "value"), ": ", make("mark", {}, row.value)) : null;
    const where = [row.words && row.start !== undefined ? `characters ${row.start} to ${row.end}` : null,
      row.file ? `${row.file}${row.line ? ", line " + row.line : ""}` : null, row.voice && row.voice !== source ? "said by " + row.voice : null,
      row.stance ? words(row.stance) : null, row.hedge ? `“${row.hedge}”` : null, row.silent ? "does not vote" : null,
      row.verdict ? `${words(row.verdict)} by ${row.by}` : null].filter(Boolean).join(" · ");
    return make("li", { id: "claim-" + row.n }, make("p", { class: "said" }, `${row.n}. ${label("measures", row.measure)}: ${figure(row.low, row.best, row.high)} `,
      make("span", { class: "facts-line" }, `(${people(row)}${row.unit ? ", " + words(row.unit) + "s" : ""})`)), asRead, make("p", { class: "from" }, where));
  };

  const report = (row, claims) => {
    const source = labels.sources[row.source] || {};
    const codes = [row.code, ...(row.aliases || [])].filter(Boolean).join(", ");
    return make("article", { class: "report" }, make("h3", {}, `${letter(row.n)}. ${source.name || "Source not named"}`, codes ? ` (${codes})` : ""),
      make("dl", { class: "facts" }, fact("Title", row.title), fact("Published", row.published), fact("Day", days(row.from, row.to)), fact("Place", row.place),
        fact("Cause", row.cause), fact("Kind", row.type), fact("Harm", row.harm), fact("Attribution", row.attribution), fact("Civilians", row.civilian),
        fact("Belligerent", row.assessment), fact("Data set", row.dataset ? words(row.dataset) + (row.release ? " " + row.release : "") : null),
        fact("Retrieved", row.retrieved), fact("Source", row.url ? link(row.url) : source.url ? link(source.url) : null),
        fact("Archived copy", row.archive ? link(row.archive) : null),
        fact("Licence", source.licence || "none stated"), fact("Quirks", (row.quirks || []).map(words).join(", "))),
      row.withheld ? make("p", {}, `Its ${number(row.claim_count)} figures are not shown: the licence of this source does not let its rows be published again. They are in the sums; read them at the source.`)
        : claims.length ? make("ol", { class: "claims", "aria-label": "Claims of report " + letter(row.n) }, claims.map((one) => claim(one, row))) : make("p", {}, "It has no figure."));
  };

  const estimates = (rows) => table("Estimates", ["Harm", "Policy", "Figure", "Claims"], rows.flatMap((row) => row.policies.map((one) =>
    make("tr", {}, make("th", { scope: "row" }, label("measures", row.measure), " (", people(row), ")", row.uncounted ? ", not added up" : ""),
      make("td", {}, one.policy === "every" ? "Every policy" : label("policies", one.policy) + (labels.policies[one.policy].is_default ? " (default)" : "")),
      make("td", { class: "n" }, one.withheld ? "not published" : figure(one.low, one.best, one.high)),
      make("td", {}, (one.claims || []).flatMap((n, i) => [i ? ", " : "", make("a", { href: "#claim-" + n, "data-claim": n }, String(n))]))))));

  const rules = { anchor: "the first of the incident; it bears its id", source_event: "the same event by the ids of its source", comparison: "compared with another report", decision: "a reviewer's decision" };
  const outcomes = { joined: "joined", decided_apart: "a reviewer keeps them apart", place_taken: "the incident has another event of its data set, or of its text", joined_elsewhere: "it resembles a report of another incident more", score_low: "the score is too low", no_incident: "one of the two is in no incident" };
  const pair = (row, names) => {
    const name = (id) => (names[id] ? "report " + names[id] : "a report of another incident");
    return make("section", {}, make("h3", {}, `${title(name(row.report))} and ${name(row.earlier)}: ${outcomes[row.outcome] || words(row.outcome)}`,
      row.score === undefined ? "" : `, score ${row.score.toFixed(1)}`),
      row.other ? make("p", {}, make("a", { href: "#" + row.other }, "The other incident")) : null,
      row.verdict ? make("p", {}, `${title(row.verdict)} by ${row.by || "a reviewer"}${row.note ? ": " + row.note : ""}`) : null,
      row.evidence ? table("Evidence", ["Compared", "Found", "Weight"], row.evidence.map((part) => make("tr", {}, make("th", { scope: "row" }, title(part.comparison === "base" ? "start (most pairs are not one incident)" : part.comparison)),
        make("td", {}, part.comparison === "base" ? "" : words(part.level)), make("td", { class: "n" }, (part.weight > 0 ? "+" : "") + part.weight.toFixed(1))))) : null);
  };
  const members = (reports, names) => make("ul", {}, reports.map((row) => make("li", {}, `Report ${names[row.id]}: ${rules[row.rule] || words(row.rule)}`,
    row.with && names[row.with] ? ` (report ${names[row.with]})` : "", row.score === undefined ? "" : `, score ${row.score.toFixed(1)}`, row.unsure ? "; unsure" : "")));
  const revisions = (rows) => table("Revisions", ["Day", "What", "Policy", "Before", "After"], rows.map((row) => make("tr", {}, make("td", { class: "month" }, row.at || "–"),
    make("th", { scope: "row" }, `${title(row.level)} ${row.change}: ${label("measures", row.measure)} (${people(row)})`), make("td", {}, row.policy ? label("policies", row.policy) : "–"),
    make("td", { class: "n" }, row.change === "added" ? "–" : figure(...row.before)), make("td", { class: "n" }, row.change === "dropped" ? "–" : figure(...row.after)))));
  return { claim, days, estimates, fact, label, letter, members, pair, report, revisions };
};
