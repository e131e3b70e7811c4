/** What axe finds wrong on the screen that is open, serious and critical findings alone. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** @returns one line a finding: rule and the first element it is about */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Legacy mode: the other one opens a second window, which the app denies.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
}
