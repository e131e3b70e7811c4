/** How any figure on the page opens its rows, and what the report calls it. */
import { createContext, useContext } from "react";

export interface OpenFigure {
  readonly path: string;
  readonly title: string;
}

export interface Figures {
  readonly open: (figure: OpenFigure) => void;
  readonly nameOf: (path: string) => string;
}

export const FigureContext = createContext<Figures | null>(null);

export function useFigures(): Figures {
  const figures = useContext(FigureContext);
  if (figures === null) throw new Error("a figure stands outside of the report");
  return figures;
}
