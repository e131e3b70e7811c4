/** Two PCs of one station: one pick of all files of a receipt brings the other PC's records. */
import { afterEach, describe, expect, test } from "vitest";
import { callerOf, callService } from "./helpers/call.ts";
import { answerOpenDialog, goTo, setUpByHand } from "./helpers/clerk.ts";
import { enrol } from "./helpers/enrol.ts";
import { electronBinary } from "./helpers/environment.ts";
import { makeWorkplace, type Workplace } from "./helpers/folders.ts";
import { launchApp, screenshot, type RunningApp } from "./helpers/launch.ts";

const places: Workplace[] = [];
const running: RunningApp[] = [];
const name = "桐岭镇联络站";

afterEach(async () => {
  await Promise.all(running.splice(0).map((app) => app.kill().catch(() => {})));
  for (const place of places.splice(0)) place.dispose();
});

async function launch(role: "区县政协" | "联络站", office: string, operator: string): Promise<RunningApp> {
  const place = makeWorkplace(operator);
  places.push(place);
  const app = await launchApp({ dataDir: place.dataDir });
  running.push(app);
  await setUpByHand(app.page, { role, name: office, operator });
  return app;
}

describe.skipIf(electronBinary === null)("一个站两台电脑", () => {
  test("回执的文件一次全部选上：说出另一台电脑来了几条记录，两台都用过的编号也说出来", async () => {
    const district = await launch("区县政协", "武宣县政协", "陆志强");
    const stick = places[0]?.folder("U盘") ?? "";
    const stations = [await launch("联络站", name, "李敏"), await launch("联络站", name, "覃芳")];
    for (const [index, { page }] of stations.entries()) {
      await enrol(callerOf(district.page), callerOf(page), { name, stick });
      const fields = {
        line: "resident",
        calledAt: "2026-03-18T09:10",
        caller: "韦志华",
        content: `第${index + 1}台登记`,
      };
      await callService(page, "record.save", { kind: "hotline", fields });
      const { files } = await callService(page, "bundle.export", { folder: stick });
      await callService(district.page, "bundle.import", { files: [...files], dryRun: false });
    }
    const { files } = await callService(district.page, "receipt.export", { station: name, folder: stick });
    expect(files).toHaveLength(3);
    const [, second] = stations;
    if (second === undefined) throw new RangeError("two PCs");
    await goTo(second.page, "同步");
    await answerOpenDialog(second.app, [...files]);
    await second.page.getByRole("button", { name: "导入回执", exact: false }).click();
    await second.page.getByText("收到本站其他电脑的 1 条记录").waitFor();
    await second.page.getByText("2026-0001").first().waitFor();
    await screenshot(second.page, "station-siblings");
    expect([...second.errors, ...district.errors]).toEqual([]);
  });
});
