/** What opens below 类别: its columns, or what a search found. Pressing an entry leaves the cursor in the field. */
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import type { CategoryNode } from "./category-tree.ts";

export const optionId = (id: string, level: number, index: number): string => `${id}-${level}-${index}`;

/** The field must keep the focus, or its list would close before the press counts. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

/** A list scrolls by itself to the entry that the keyboard reached. */
const intoView = (isActive: boolean) => (element: HTMLElement | null) => {
  if (isActive) element?.scrollIntoView({ block: "nearest" });
};

interface ColumnsProps {
  readonly id: string;
  readonly columns: readonly (readonly CategoryNode[])[];
  /** The entry that is marked in each column; the last one has the keyboard. */
  readonly places: readonly number[];
  readonly onChoose: (level: number, index: number) => void;
}

export function CategoryColumns({ id, columns, places, onChoose }: ColumnsProps) {
  const { t } = useTranslation();
  if (columns[0]?.length === 0) return <p className="category-empty">{t("aids.categoryEmpty")}</p>;
  const last = Math.min(places.length, columns.length) - 1;
  return (
    <div onMouseDown={keepFocus}>
      <div className="category-columns" id={`${id}-list`} role="listbox" aria-label={t("aids.categoryBrowse")}>
        {columns.map((nodes, level) => (
          // A column is told from its neighbours by what stands above it.
          <div key={nodes[0]?.path ?? level} className="category-column" role="group">
            {nodes.map((node, index) => {
              const isMarked = places[level] === index;
              return (
                <div
                  key={node.path}
                  ref={intoView(isMarked)}
                  id={optionId(id, level, index)}
                  role="option"
                  aria-selected={isMarked}
                  className={entryClass(isMarked, isMarked && level === last)}
                  onClick={() => onChoose(level, index)}
                >
                  <span>{node.name}</span>
                  {node.children.length > 0 && <span aria-hidden="true">›</span>}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p className="category-keys">{t("aids.categoryKeys")}</p>
    </div>
  );
}

interface MatchesProps {
  readonly id: string;
  readonly found: readonly string[];
  readonly active: number;
  readonly addable: string | null;
  readonly onChoose: (index: number) => void;
}

export function CategoryMatches({ id, found, active, addable, onChoose }: MatchesProps) {
  const { t } = useTranslation();
  return (
    <div
      className="category-matches"
      id={`${id}-list`}
      role="listbox"
      aria-label={t("aids.categoryFound")}
      onMouseDown={keepFocus}
    >
      {found.length === 0 && <p className="category-empty">{t("aids.categoryNone")}</p>}
      {found.map((path, index) => (
        <div
          key={path}
          ref={intoView(active === index)}
          id={optionId(id, 0, index)}
          role="option"
          aria-selected={active === index}
          className={entryClass(active === index, active === index)}
          onClick={() => onChoose(index)}
        >
          {path}
        </div>
      ))}
      {addable !== null && (
        <div
          id={optionId(id, 0, found.length)}
          role="option"
          aria-selected={active === found.length}
          className={`${entryClass(active === found.length, active === found.length)} suggested-add`}
          onClick={() => onChoose(found.length)}
        >
          {t("aids.add", { name: addable })}
        </div>
      )}
    </div>
  );
}

const entryClass = (isMarked: boolean, hasKeyboard: boolean): string =>
  ["category-entry", isMarked ? "category-marked" : "", hasKeyboard ? "category-active" : ""].join(" ").trim();
