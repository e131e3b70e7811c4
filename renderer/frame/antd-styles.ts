/**
 * antd makes the styles of a control when the first one is shown and forgets them with the last one, so that every return to a list
 * made them again. Here what was made once is kept.
 */
import { createCache } from "@ant-design/cssinjs";

type Cache = ReturnType<typeof createCache>;

/** A cache that counts itself among the users of each entry, which therefore never falls to none. */
export function keepingCache(): Cache {
  const cache = createCache();
  const update = cache.opUpdate.bind(cache);
  cache.opUpdate = (path, change) =>
    update(path, (before) => {
      const after = change(before);
      // The map answers `undefined` for what is not there, whatever the type says.
      return (before ?? null) === null && after !== null ? [after[0] + 1, after[1]] : after;
    });
  return cache;
}
