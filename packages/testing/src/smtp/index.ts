export {
  createMailFaultScript,
  type MailFault,
  type MailFaultRule,
  type MailFaultScript,
  type MailStage,
} from "./mail-fault-script.ts";
export type { MailAddress, MailEnvelope, ReceivedAttachment, ReceivedMessage } from "./received-message.ts";
export { renderInbox } from "./render-inbox.ts";
export { renderMessage } from "./render-message.ts";
export { type MailServer, type MailServerOptions, startMailServer, type WaitOptions } from "./start-mail-server.ts";
