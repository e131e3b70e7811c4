/** 9xxx: the program itself. Rules in `../errors.ts`. */
import type { ErrorText } from "./error-text.ts";

export const programErrors = {
  unexpected: {
    number: 9001,
    zh: "程序出了意外（{detail}）。已保存的数据完好。请重试；再次出现时请把编号告诉技术支持。",
    en: "Something unexpected happened ({detail}). Saved data is intact. Try again.",
  },
  serviceLost: {
    number: 9002,
    zh: "后台服务中断后已重新启动。已保存的数据和草稿都在，请再试一次。",
    en: "The background service stopped and was restarted. Saved data and drafts are intact. Try again.",
  },
  accessRefused: {
    number: 9003,
    zh: "这个页面不能访问本机的后台（{detail}）。没有任何改动。请关闭它，从程序给出的地址重新打开。",
    en: "This page may not talk to the program on this PC ({detail}). Nothing was changed. Open the printed address again.",
  },
  hostLost: {
    number: 9004,
    zh: "与本机后台的连接断开了。已保存的数据和草稿都在。请重新运行程序。",
    en: "The connection to the program on this PC was lost. Saved data and drafts are intact. Start it again.",
  },
} as const satisfies Record<string, ErrorText>;
