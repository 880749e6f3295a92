"use strict";
/* One incident, named behind the # of the address; its shard of data is loaded when asked for. */
site.when("labels", (labels) => {
  const { find, make, words, number } = site;
  const parts = evidence(labels);
  const links = { alias: "Also known as", parent: "Part of", apart: "Kept apart from" };
  const methods = { coordinates: "coordinates of the source", exact: "name in the gazetteer", alias: "other name in the gazetteer", fuzzy: "likeness of the name", nearest: "nearest settlement", admin_fallback: "area only" };

  const head = (row) => {
    if (row.withheld) return make("p", {}, "All its reports are of sources whose licence does not let rows be published again. It is in the sums.");
    const radius = row.radius ? `, known to within ${number(Math.round(row.radius / 100) / 10)} km` : "";
    return make("dl", { class: "facts" }, parts.fact("Day", parts.days(row.from, row.to)), parts.fact("Place", [row.place || row.settlement, row.admin1, row.country].filter(Boolean).filter((word, n, all) => all.indexOf(word) === n).join(", ")),
      parts.fact("Located by", row.method ? (methods[row.method] || words(row.method)) + radius : null), parts.fact("Cause", row.cause ? parts.label("causes", row.cause) : null),
      parts.fact("Voices", row.voices), parts.fact("Other days", row.dates && row.dates.length > 1 ? row.dates.join("; ") : null), parts.fact("Other places", row.places && row.places.length > 1 ? row.places.join("; ") : null));
  };
  const tags = (row) => [row.disagree && "reports disagree", row.coarse && "too coarse to add up", row.uncounted && "not added up"].filter(Boolean).map((word) => make("span", { class: "tag" }, word));

  const show = (id, found) => {
    const names = Object.fromEntries(found.reports.map((row) => [row.id, parts.letter(row.n)]));
    const row = found.head;
    const title = row.withheld ? "Incident, rows not published" : [row.place || row.settlement || row.admin1 || row.country || "Place not stated", parts.days(row.from, row.to)].filter(Boolean).join(", ");
    const told = found.pairs.filter((pair) => pair.outcome === "joined" && names[pair.report] && names[pair.earlier]);
    const missed = found.pairs.filter((pair) => !told.includes(pair));
    const section = (heading, ...inside) => make("section", {}, make("h2", {}, heading), inside);
    document.title = title + " – Casualty Warehouse";
    find("#incident").replaceChildren(
      make("p", {}, make("a", { href: "incidents.html" }, "All incidents")), make("h1", { tabindex: -1 }, title), make("p", {}, tags(row)), head(row),
      make("p", { class: "note" }, "Incident ", make("code", {}, id)),
      ...found.links.map((one) => make("p", {}, (links[one.link] || words(one.link)) + " ", one.link === "alias" ? make("code", {}, one.to) : make("a", { href: "#" + one.to }, one.to))),
      section(`${number(found.reports.length)} ${found.reports.length === 1 ? "report" : "reports"}`, make("div", { class: "reports" }, found.reports.map((report) => parts.report(report, found.claims.filter((claim) => claim.report === report.n))))),
      section("The estimate under each policy", found.estimates.length ? parts.estimates(found.estimates) : make("p", {}, "There is none to show.")),
      section("Why these reports are one incident", parts.members(found.reports, names), told.map((pair) => parts.pair(pair, names))),
      ...(missed.length ? [section("Near misses", missed.map((pair) => parts.pair(pair, names)))] : []),
      section("Revisions", found.revisions.length ? parts.revisions(found.revisions) : make("p", {}, "None is recorded.")));
  };
  const fail = (words_) => find("#incident").replaceChildren(make("h1", {}, "Incident"), make("p", { role: "alert" }, words_), make("p", {}, make("a", { href: "incidents.html" }, "All incidents")));
  const open = () => {
    const id = location.hash.slice(1);
    if (!/^[0-9a-f]{8,64}$/.test(id)) return fail("No incident is named. Choose one from the list.");
    const name = "incidents/" + id.slice(0, labels.digits);
    const found = (shard) => (Object.hasOwn(shard, id) ? show(id, shard[id]) : fail("There is no such incident in this release."));
    if (name in site.data) return found(site.data[name]);
    site.when(name, found);
    return site.load(name, () => fail("There is no such incident in this release."));
  };
  /* Claims are linked within the page, whose # names the incident. */
  find("#incident").addEventListener("click", (event) => {
    const number_ = event.target.dataset && event.target.dataset.claim;
    if (!number_) return;
    event.preventDefault();
    const claim = document.getElementById("claim-" + number_);
    claim.tabIndex = -1;
    claim.scrollIntoView({ block: "center" });
    claim.focus();
  });
  window.addEventListener("hashchange", open);
  open();
});
