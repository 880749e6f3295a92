"use strict";
/* A table: sorted by its headers, filtered by words, taken along as CSV. */
(() => {
  const { find, make, number } = site;
  const name = find("#download").dataset.name;
  site.when("tables/" + name, (data) => {
    let found = data.rows, shown = 0;
    const text = data.rows.map((row) => row.map((cell) => cell ?? "").join(" ").toLowerCase());
    const isNumber = data.columns.map((_, n) => data.rows.every((row) => row[n] === null || typeof row[n] === "number"));
    const tell = (cell) => (typeof cell === "number" ? number(cell) : cell === null ? "–" : typeof cell === "boolean" ? (cell ? "yes" : "no") : site.words(cell));

    const show = () => {
      find("#rows tbody").append(...found.slice(shown, shown + 200).map((row) =>
        make("tr", {}, row.map((cell, n) => make("td", isNumber[n] ? { class: "n" } : {}, tell(cell))))));
      shown = Math.min(shown + 200, found.length);
      find("#more").hidden = shown >= found.length;
      find("#found").textContent = `${number(found.length)} rows found, ${number(shown)} shown`;
    };
    /* What is not stated stands last, whichever way the rest is sorted. */
    const sort = (rows) => {
      const header = find('th[aria-sort$="ending"] button');
      if (!header) return rows;
      const n = data.columns.indexOf(header.dataset.column);
      const way = header.parentNode.getAttribute("aria-sort") === "ascending" ? 1 : -1;
      return [...rows].sort((a, b) => {
        if (a[n] === null || b[n] === null) return (a[n] === null) - (b[n] === null);
        return way * (isNumber[n] ? a[n] - b[n] : String(a[n]).localeCompare(String(b[n])));
      });
    };
    const search = () => {
      const words = find("#words").value.toLowerCase().split(/\s+/).filter(Boolean);
      found = sort(data.rows.filter((_, n) => words.every((word) => text[n].includes(word) || text[n].replaceAll("_", " ").includes(word))));
      shown = 0;
      find("#rows tbody").replaceChildren();
      show();
    };
    document.querySelectorAll("th button").forEach((button) => button.addEventListener("click", () => {
      const header = button.parentNode, way = header.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
      document.querySelectorAll("th[aria-sort]").forEach((other) => other.setAttribute("aria-sort", "none"));
      header.setAttribute("aria-sort", way);
      search();
    }));
    /* A cell that a spreadsheet would run as a formula is made a text. */
    const cell = (value) => {
      if (value === null) return "";
      const said = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? "'" + value : String(value);
      return /[",\r\n]/.test(said) ? '"' + said.replaceAll('"', '""') + '"' : said;
    };
    find("#download").addEventListener("click", () => {
      const lines = [data.columns, ...found].map((row) => row.map(cell).join(","));
      const link = make("a", { href: URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "text/csv" })), download: name + ".csv" });
      link.click();
      URL.revokeObjectURL(link.href);
    });
    find("#words").addEventListener("input", site.later(search));
    find("#search").addEventListener("submit", (event) => event.preventDefault());
    find("#more").addEventListener("click", show);
    search();
  });
})();
