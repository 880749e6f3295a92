"use strict";
/* What all pages share. Words of sources enter a page as text, never as markup. */
const site = {
  data: {},
  waiting: {},
  /* A script of data calls this; fetch() does not work on pages opened from a file. */
  take(name, value) {
    site.data[name] = value;
    (site.waiting[name] || []).forEach((then) => then(value));
    delete site.waiting[name];
  },
  /* The value now, or when its script arrives. */
  when(name, then) {
    if (name in site.data) then(site.data[name]);
    else (site.waiting[name] = site.waiting[name] || []).push(then);
  },
  load(name, failed) {
    const script = document.createElement("script");
    script.src = "data/" + name + ".js";
    script.onerror = failed;
    document.head.append(script);
  },
  find: (selector) => document.querySelector(selector),
  /* An element: attributes, then children; null and false are left out. */
  make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    return site.fill(made, attributes, children);
  },
  draw(tag, attributes, ...children) {
    return site.fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
  },
  fill(made, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
    return made;
  },
  /* Only addresses of the web become links. */
  link(address, words) {
    const safe = /^https?:\/\//i.test(address || "");
    return safe ? site.make("a", { href: address, rel: "noreferrer" }, words || address) : words || address || "";
  },
  number: (value) => (value === null || value === undefined ? "–" : value.toLocaleString("en-GB")),
  /* Low, best and high as a person reads them: 4, at least 4, 4 to 9. */
  figure(low, best, high) {
    const n = site.number;
    const has = (value) => value !== null && value !== undefined;
    if (!has(low) && !has(high)) return has(best) ? n(best) + " (no low or high)" : "not stated";
    if (!has(low)) return "at most " + n(high) + (has(best) && best !== high ? ", best " + n(best) : "");
    if (!has(high)) return "at least " + n(low) + (has(best) && best !== low ? ", best " + n(best) : "");
    if (low === high) return n(low);
    return n(low) + " to " + n(high) + (has(best) ? ", best " + n(best) : "");
  },
  words: (value) => String(value === null || value === undefined ? "" : value).replaceAll("_", " "),
  title(value) {
    const said = site.words(value);
    return said.charAt(0).toUpperCase() + said.slice(1);
  },
  later(run) {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(run, 120);
    };
  },
};
