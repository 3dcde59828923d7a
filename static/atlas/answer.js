/* Which assignments answer a question, as `zgc_map.query.filters` answers it: the offline page has no
   server to ask, and the app lights the map before its server has answered. A row is {park, sector,
   group, role (its group), status, basis}; `asked` has the facets' words, each a list of ids, and
   `match`. A test asks both the same questions. */
globalThis.atlasAnswer = (rows, asked) => {
  const wanted = (facet) => asked[facet] ?? [];
  const open = (facet, value) => !wanted(facet).length || wanted(facet).includes(value);
  const sectors = wanted("sector");
  const groups = wanted("group");

  function names({ sector, group }) {
    if (!sectors.length || !groups.length) return open("sector", sector) && open("group", group);
    const either = [sectors.includes(sector), groups.includes(group)];
    return asked.match === "any" ? either.every(Boolean) : either.some(Boolean);
  }

  function ofPark(own) {
    const named = own.filter(names);
    if ((!sectors.length && !groups.length) || asked.match === "any") return named;
    if (asked.match === "none") return named.length ? [] : own;
    const has = (name, ids) => ids.every((id) => own.some((row) => row[name] === id));
    return has("sector", sectors) && has("group", groups) ? named : [];
  }

  const parks = new Map();
  for (const row of rows) {
    if (wanted("without").includes(row.basis) || !open("role", row.role) || !open("status", row.status)) continue;
    parks.set(row.park, [...(parks.get(row.park) ?? []), row]);
  }
  return [...parks.values()].flatMap(ofPark);
};
