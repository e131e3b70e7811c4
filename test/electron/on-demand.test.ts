/** A data folder that cannot be opened answers with its error, and works once the cause is gone. */
import { expect, test } from "vitest";
import { AppError } from "../../db/schema/app-error.ts";
import { openOnDemand } from "../../electron/host/on-demand.ts";

test("every call fails with the number until opening succeeds", async () => {
  let now = 0;
  let attempts = 0;
  let isInUse = true;
  const service = openOnDemand(
    () => {
      attempts++;
      if (isInUse) throw new AppError("databaseInUse");
      return { callUntyped: async () => "ok", close: async () => {} };
    },
    { now: () => now },
  );
  expect(service.tryOpen()?.number).toBe(1001);
  await expect(service.callUntyped("app.status", {})).rejects.toMatchObject({ number: 1001 });
  await expect(service.callUntyped("app.status", {})).rejects.toMatchObject({ number: 1001 });
  expect(attempts).toBe(1);
  isInUse = false;
  now = 1_000;
  await expect(service.callUntyped("app.status", {})).resolves.toBe("ok");
  expect(attempts).toBe(2);
});

test("no call opens it again after closing", async () => {
  let opened = 0;
  const service = openOnDemand(() => {
    opened++;
    return { callUntyped: async () => "ok", close: async () => {} };
  });
  await service.callUntyped("app.status", {});
  await service.close();
  await expect(service.callUntyped("app.status", {})).rejects.toMatchObject({ number: 9001 });
  expect(opened).toBe(1);
});
