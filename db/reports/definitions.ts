/** Every figure of the year report under its path (`hotline.satisfaction`). */
import type { FigureRule } from "../api/operations.ts";
import type { Settings } from "../schema/settings.ts";
import { ruleText, type Figure } from "../kinds/common/figure.ts";
import { yearDefinitions } from "../kinds/register.ts";

type Tree = { readonly [key: string]: Figure | Tree };

const isFigure = (node: Figure | Tree): node is Figure => typeof node["shape"] === "string";

function flatten(tree: Tree, prefix: string): [path: string, figure: Figure][] {
  return Object.entries(tree).flatMap(([key, node]): [string, Figure][] =>
    isFigure(node) ? [[prefix + key, node]] : flatten(node, `${prefix}${key}.`),
  );
}

export const figures: ReadonlyMap<string, Figure> = new Map(flatten(yearDefinitions, ""));

export const rulesOf = (settings: Settings): FigureRule[] =>
  [...figures].map(([figure, definition]) => ({
    figure,
    zh: definition.zh,
    en: definition.en,
    rule: ruleText(definition, settings),
  }));
