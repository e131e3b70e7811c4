/**
 * The office's proxy, as people and systems write it: `10.0.0.1:3128`, `http://name:password@proxy:8080`, the environment's variables,
 * the browser's “PROXY proxy:8080; DIRECT”. What comes out is a URL, or null for a direct line.
 */

/** @returns null for what names no HTTP proxy */
export function parseProxy(text: string): string | null {
  const typed = text.normalize("NFKC").trim();
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed);
  // Without a port, a word that is no address at all would pass for one.
  if (!hasScheme && !/:\d+\/?$/.test(typed)) return null;
  const full = hasScheme ? typed : `http://${typed}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  const isHttp = url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
  if (!isHttp || url.pathname !== "/" || url.search !== "" || url.hash !== "") return null;
  return url.href.replace(/\/$/, "");
}

/** What the environment says for an address: HTTPS_PROXY or ALL_PROXY, unless NO_PROXY has its host. */
export function proxyFromEnvironment(
  address: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const read = (name: string): string => environment[name.toLowerCase()] ?? environment[name] ?? "";
  const { hostname } = new URL(address);
  const exempt = read("NO_PROXY")
    .split(",")
    .map((entry) =>
      entry
        .trim()
        .replace(/:\d+$/, "")
        .replace(/^\*?\./, "")
        .toLowerCase(),
    )
    .filter((entry) => entry !== "");
  const isExempt = exempt.some((entry) => entry === "*" || hostname === entry || hostname.endsWith(`.${entry}`));
  return isExempt ? null : parseProxy(read("HTTPS_PROXY") || read("ALL_PROXY"));
}

/** The first that this program can use of what a browser would do: “PROXY proxy:8080; SOCKS5 …; DIRECT”. */
export function proxyFromBrowser(said: string): string | null {
  for (const part of said.split(";")) {
    const [kind = "", place = ""] = part.trim().split(/\s+/);
    if (kind === "DIRECT") return null;
    const proxy = kind === "PROXY" ? parseProxy(place) : kind === "HTTPS" ? parseProxy(`https://${place}`) : null;
    if (proxy !== null) return proxy;
  }
  return null;
}
