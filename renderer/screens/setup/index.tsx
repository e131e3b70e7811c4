/** First run: who uses this PC, where its data lives, and (at a station) the district's invitation, now or later. */
import { Button, Steps } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FolderReport } from "../../../db/api/operations.ts";
import type { DataPlaceInfo } from "../../../electron/shell-api.ts";
import { client, shell } from "../../hosts/client.ts";
import { useAppearance } from "../../text/appearance.ts";
import { useRoute, type Route } from "../../stores/route.ts";
import { useStatus } from "../../stores/status.ts";
import { useOperation } from "../../ui/use-operation.ts";
import { useToast } from "../../ui/use-toast.tsx";
import { useTyped } from "../../ui/use-typed.ts";
import { FolderStep } from "./folder-step.tsx";
import { JoinStep } from "./join-step.tsx";
import { OtherWays } from "./other-ways.tsx";
import { DistrictReady, Joined } from "./ready.tsx";
import { nobody, whoSchema, WhoStep, type WhoValues } from "./who-step.tsx";
import "./setup.css";

/**
 * The window shows this screen until the status store hears of the new role, so the store is refreshed (and its steps told as no writes) only at the end:
 * otherwise the second step would vanish under the clerk's hands.
 */
type Step =
  | { readonly at: "who" }
  | { readonly at: "folder" }
  | { readonly at: "join" }
  | { readonly at: "joined"; readonly district: string; readonly checkCode: string }
  | { readonly at: "districtReady"; readonly name: string };

export function SetupScreen() {
  const { t } = useTranslation();
  const toast = useToast();
  const [step, setStep] = useState<Step>({ at: "who" });
  const typed = useTyped("setup.who", whoSchema);
  const who = typed.value ?? nobody;
  const [folder, setFolder] = useState<FolderReport | null>(null);
  const canChoose = useCanChooseFolder();
  // Told as a write, the window would ask for the new role and replace this screen before its last step.
  const setup = useOperation("app.setup", { writes: false });
  const dir = useStatus((state) => state.status?.dir ?? "");
  const language = useAppearance((state) => state.language);
  const setLanguage = useAppearance((state) => state.setLanguage);

  const finish = (route: Route): void => {
    useRoute.getState().open(route);
    void useStatus.getState().refresh();
  };
  /** Remembered first: if the power goes now, the next start asks again and finds the folder. */
  const remember = async (chosen: FolderReport | null): Promise<boolean> => {
    try {
      if (chosen !== null) await shell.rememberFolder(chosen.folder);
      return true;
    } catch (error) {
      toast.failed(error);
      return false;
    }
  };
  const create = async ({ role, name, operator }: WhoValues): Promise<void> => {
    if (role === null || !(await remember(folder))) return;
    const input = { role, name, operator, ...(folder === null ? {} : { folder: folder.folder }) };
    if ((await setup.run(input, { progress: t("setup.starting") })) === undefined) return;
    typed.put(null);
    setStep(role === "station" ? { at: "join" } : { at: "districtReady", name });
  };
  const openExisting = async (report: FolderReport): Promise<void> => {
    try {
      await client.call("folder.open", { folder: report.folder });
      if (await remember(report)) finish({ screen: "today" });
    } catch (error) {
      toast.failed(error);
    }
  };

  const steps = ["who", ...(canChoose ? ["folder"] : []), "join", "ready"] as const;
  const current = step.at === "joined" || step.at === "districtReady" ? "ready" : step.at;
  return (
    <div className="setup-card">
      <header className="setup-head">
        <div>
          <h1>{t("setup.welcome")}</h1>
          <p>{t("setup.intro")}</p>
        </div>
        <Button
          type="link"
          lang={language === "zh" ? "en" : "zh-CN"}
          onClick={() => setLanguage(language === "zh" ? "en" : "zh")}
        >
          {t("setup.otherLanguage")}
        </Button>
      </header>
      <Steps
        size="small"
        responsive={false}
        aria-label={t("setup.steps")}
        current={steps.findIndex((name) => name === current)}
        items={steps.map((name) => ({ title: t(`setup.step.${name as "who" | "folder" | "join" | "ready"}`) }))}
      />
      <div className="setup-body">
        {step.at === "who" && (
          <>
            <WhoStep
              typed={typed}
              values={who}
              busy={setup.busy}
              error={canChoose ? null : setup.error}
              onNext={(values) => {
                typed.put(values);
                if (canChoose) setStep({ at: "folder" });
                else void create(values);
              }}
            />
            <OtherWays />
          </>
        )}
        {step.at === "folder" && (
          <FolderStep
            chosen={folder}
            usual={dir}
            busy={setup.busy}
            error={setup.error}
            onChoose={setFolder}
            onBack={() => setStep({ at: "who" })}
            onNext={() => void create(who)}
            onOpen={(report) => void openExisting(report)}
          />
        )}
        {step.at === "join" && (
          <JoinStep
            onJoined={(joined) => setStep({ at: "joined", ...joined })}
            onLater={() => finish({ screen: "today" })}
          />
        )}
        {step.at === "joined" && (
          <Joined district={step.district} checkCode={step.checkCode} onBegin={() => finish({ screen: "today" })} />
        )}
        {step.at === "districtReady" && (
          <DistrictReady
            name={step.name}
            onInvite={() => finish({ screen: "sync" })}
            onLater={() => finish({ screen: "today" })}
          />
        )}
      </div>
      <footer className="setup-foot">{t("setup.dataFolder", { dir: folder?.folder ?? dir })}</footer>
    </div>
  );
}

/** Not where the folder was named at the start, nor in a browser, which cannot show this PC's folders. */
function useCanChooseFolder(): boolean {
  const [places, setPlaces] = useState<DataPlaceInfo | null>(null);
  useEffect(() => {
    // Without an answer the usual folder is used, as before there was a choice.
    shell.dataPlaces().then(setPlaces, () => setPlaces(null));
  }, []);
  return places !== null && places.origin !== "named" && shell.host === "electron";
}
