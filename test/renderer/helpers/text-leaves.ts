/** Every text of a tree of texts, with the path of its key. */
export function textLeaves(tree: object, path = ""): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
    const name = path === "" ? key : `${path}.${key}`;
    return typeof value === "object" && value !== null ? textLeaves(value, name) : [[name, String(value)]];
  });
}
