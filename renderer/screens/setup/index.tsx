/** First run: who uses this PC, and (at a station) the district's invitation, now or later. */
import { Button, Steps } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAppearance } from "../../stores/appearance.ts";
import { useRoute, type Route } from "../../stores/route.ts";
import { useStatus } from "../../stores/status.ts";
import { DistrictReady, Joined } from "./ready.tsx";
import { JoinStep } from "./join-step.tsx";
import { WhoStep } from "./who-step.tsx";
import "./setup.css";

/**
 * The window shows this screen until the status store hears of the new role, so the store is refreshed (and its steps told as no writes) only at the end:
 * otherwise the second step would vanish under the clerk's hands.
 */
type Step =
  | { readonly at: "who" }
  | { readonly at: "join" }
  | { readonly at: "joined"; readonly district: string; readonly checkCode: string }
  | { readonly at: "districtReady"; readonly name: string };

export function SetupScreen() {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ at: "who" });
  const dir = useStatus((state) => state.status?.dir ?? "");
  const language = useAppearance((state) => state.language);
  const setLanguage = useAppearance((state) => state.setLanguage);

  const finish = (route: Route): void => {
    useRoute.getState().open(route);
    void useStatus.getState().refresh();
  };

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
        aria-label={t("setup.steps")}
        current={step.at === "who" ? 0 : step.at === "join" ? 1 : 2}
        items={[{ title: t("setup.step.who") }, { title: t("setup.step.join") }, { title: t("setup.step.ready") }]}
      />
      <div className="setup-body">
        {step.at === "who" && (
          <WhoStep
            onDone={(role, name) => setStep(role === "station" ? { at: "join" } : { at: "districtReady", name })}
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
      <footer className="setup-foot">{t("setup.dataFolder", { dir })}</footer>
    </div>
  );
}
