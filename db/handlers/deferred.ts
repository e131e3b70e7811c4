/**
 * Handlers that are loaded when one of them is first called. For features whose libraries are large (spreadsheets, documents) and
 * that no start needs: reading and compiling them was half of the service's start.
 */
import { operationNames, type OperationName } from "../api/operations.ts";
import type { Handler, Handlers, Part } from "./context.ts";

type Named<Feature extends string> = Extract<OperationName, `${Feature}.${string}`>;

/** @param load answers every operation `feature.…`; one too few does not compile */
export function deferred<Feature extends string>(
  feature: Feature,
  load: () => Promise<Part<Named<Feature>>>,
): Part<Named<Feature>> {
  let loaded: Promise<Part<Named<Feature>>> | null = null;
  const handlerOf =
    <N extends Named<Feature>>(name: N): Handler<N> =>
    async (context, input, task) =>
      (await (loaded ??= load()))[name](context, input, task);
  const isNamed = (name: OperationName): name is Named<Feature> => name.startsWith(`${feature}.`);
  const entries = operationNames.filter(isNamed).map((name) => [name, handlerOf(name)]);
  return Object.fromEntries(entries) as Pick<Handlers, Named<Feature>>;
}
