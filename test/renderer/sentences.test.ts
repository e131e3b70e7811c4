import { expect, test } from "vitest";
import { sentencesIn } from "../../renderer/text/sentences.ts";
import { en } from "../../renderer/text/en.ts";
import { zh } from "../../renderer/text/zh.ts";

test("几句话接在一起：英文之间空一格，中文不空；没有的不算", () => {
  const asked = (texts: typeof en | typeof zh) => [texts.record.askDeleteSent, "", texts.record.askDeletePlain];
  expect(sentencesIn("en", asked(en))).toBe(
    "This record was sent to the district: after the next exchange it is deleted there, too. " +
      "Its attachments and steps go with it. “Recently deleted” can bring it back later.",
  );
  expect(sentencesIn("zh", asked(zh))).toBe(
    "这条记录已经报给区县：下次同步后，区县那里也会删除。它的附件和办理过程一起删除。以后可以从“最近删除”恢复。",
  );
  expect(sentencesIn("en", ["3 records imported: Calls. ", "2 updated. "])).toBe(
    "3 records imported: Calls. 2 updated.",
  );
});
