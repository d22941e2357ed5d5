import type { MailWords } from "../mail-words.ts";

const file =
  "Die meisten Mailprogramme bieten an, den Termin in Ihren Kalender einzutragen. Wenn nicht, öffnen Sie die angehängte Datei.";
const removal =
  "Die angehängte Datei entfernt den Termin aus Ihrem Kalender; von Hand angelegte Einträge löschen Sie bitte von Hand.";
const free = "Die neue Zeit ist vereinbart, die frühere ist wieder frei.";
const reasons = {
  attendee: "diese Adresse bei einer Buchung angegeben wurde",
  guest: "Sie zu diesem Termin eingeladen sind",
  host: "dieser Termin mit Ihnen gebucht wurde",
} as const;

/** German. */
export const de: MailWords = {
  locale: "de-DE",
  news: {
    pending: {
      attendee: ({ title, when, hosts }) => ({
        subject: `Angefragt: ${title} am ${when}`,
        heading: "Ihre Anfrage ist unterwegs",
        intro: `Die Zeit ist vereinbart, sobald sie bestätigt ist (${hosts}). Sie erhalten in jedem Fall eine Nachricht.`,
      }),
      guest: ({ title, when, attendee }) => ({
        subject: `Angefragt: ${title} am ${when}`,
        heading: `${attendee} hat einen Termin mit Ihnen angefragt`,
        intro: "Die Zeit muss noch bestätigt werden.",
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `Bitte bestätigen: ${title} mit ${attendee} am ${when}`,
        heading: `${attendee} bittet um einen ${seats ? "Platz" : "Termin"}`,
        intro: seats
          ? `Der Platz bleibt frei gehalten, bis Sie zusagen oder ablehnen. ${seats}`
          : "Die Zeit bleibt frei gehalten, bis Sie zusagen oder ablehnen.",
      }),
    },
    confirmed: {
      attendee: ({ title, when, hosts }) => ({
        subject: `Bestätigt: ${title} am ${when}`,
        heading: "Ihre Buchung ist bestätigt",
        intro: `Die Zeit ist vereinbart mit ${hosts}.`,
      }),
      guest: ({ title, when, attendee, hosts }) => ({
        subject: `Einladung: ${title} am ${when}`,
        heading: `${attendee} lädt Sie zu einem Termin ein`,
        intro: `Die Zeit ist vereinbart mit ${hosts}.`,
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `Neue Buchung: ${title} mit ${attendee} am ${when}`,
        heading: `${attendee} hat einen ${seats ? "Platz" : "Termin"} gebucht`,
        intro: seats ?? "Die Zeit ist vereinbart und belegt.",
      }),
    },
    rescheduled: {
      attendee: ({ title, when, waits }) => ({
        subject: `Verschoben: ${title} ist jetzt am ${when}`,
        heading: "Ihre Buchung ist verschoben",
        intro: waits ? "Die neue Zeit muss noch bestätigt werden." : free,
      }),
      guest: ({ title, when, attendee, waits }) => ({
        subject: `Verschoben: ${title} ist jetzt am ${when}`,
        heading: `Der Termin mit ${attendee} ist verschoben`,
        intro: waits ? "Die neue Zeit muss noch bestätigt werden." : "Bitte halten Sie sich die neue Zeit frei.",
      }),
      host: ({ title, when, attendee, waits, seats }) => ({
        subject: `Verschoben: ${title} mit ${attendee} ist jetzt am ${when}`,
        heading: seats ? `${attendee} hat einen Platz zu anderer Zeit` : `Der Termin mit ${attendee} ist verschoben`,
        intro: seats
          ? `${waits ? "Die neue Zeit wartet auf Ihre Bestätigung." : "Die neue Zeit ist vereinbart."} ${seats}`
          : waits
            ? "Die neue Zeit wartet auf Ihre Bestätigung."
            : free,
      }),
    },
    reassigned: {
      attendee: ({ title, when, hosts }) => ({
        subject: `${title} am ${when} ist jetzt mit ${hosts}`,
        heading: "Jemand anderes nimmt sich Zeit für Sie",
        intro: `Ihre Buchung ist jetzt mit ${hosts}. Die Zeit bleibt, wie sie war.`,
      }),
      guest: ({ title, when, hosts }) => ({
        subject: `${title} am ${when} ist jetzt mit ${hosts}`,
        heading: "Jemand anderes nimmt sich Zeit für Sie",
        intro: `Der Termin ist jetzt mit ${hosts}. Die Zeit bleibt, wie sie war.`,
      }),
      host: ({ title, when, attendee, hosts, isSeat }) => ({
        subject: `Abgegeben: ${title} mit ${attendee} am ${when}`,
        heading: `Den Termin mit ${attendee} übernimmt jemand anderes`,
        intro: isSeat ? `Er ist jetzt mit ${hosts}.` : `Er ist jetzt mit ${hosts}, und Ihre Zeit ist wieder frei.`,
      }),
    },
    cancelled: {
      attendee: ({ title, when }) => ({
        subject: `Abgesagt: ${title} am ${when}`,
        heading: "Ihre Buchung ist abgesagt",
        intro: "Dieser Termin wurde entfernt und findet nicht statt.",
      }),
      guest: ({ title, when, attendee }) => ({
        subject: `Abgesagt: ${title} am ${when}`,
        heading: `Der Termin mit ${attendee} ist abgesagt`,
        intro: "Dieser Termin wurde entfernt und findet nicht statt.",
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `Abgesagt: ${title} mit ${attendee} am ${when}`,
        heading: seats ? `${attendee} hat den Platz aufgegeben` : `Der Termin mit ${attendee} ist abgesagt`,
        intro: seats ?? "Dieser Termin wurde entfernt, und die Zeit ist wieder frei.",
      }),
    },
    declined: {
      attendee: ({ title, when, hosts }) => ({
        subject: `Abgelehnt: ${title} am ${when}`,
        heading: "Ihre Anfrage wurde abgelehnt",
        intro: `Die Zeit ließ sich nicht vereinbaren (${hosts}). Die Anfrage wurde entfernt; wählen Sie gern eine andere.`,
      }),
      guest: ({ title, when, attendee }) => ({
        subject: `Abgelehnt: ${title} am ${when}`,
        heading: `Der Termin mit ${attendee} findet nicht statt`,
        intro: "Die Zeit ließ sich nicht vereinbaren, und die Anfrage wurde entfernt.",
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `Abgelehnt: ${title} mit ${attendee} am ${when}`,
        heading: `Die Anfrage von ${attendee} ist abgelehnt`,
        intro: `Die Anfrage wurde entfernt. ${seats ?? "Die Zeit ist wieder frei."}`,
      }),
    },
    reminder: {
      attendee: ({ title, when, hosts }) => ({
        subject: `Erinnerung: ${title} am ${when}`,
        heading: "Ihr Termin steht bevor",
        intro: `Sie sind verabredet mit ${hosts}. Wenn Sie verhindert sind, sagen Sie bitte rechtzeitig Bescheid.`,
      }),
      guest: ({ title, when, attendee }) => ({
        subject: `Erinnerung: ${title} am ${when}`,
        heading: `Der Termin mit ${attendee} steht bevor`,
        intro: "Sie sind zu diesem Termin eingeladen.",
      }),
      host: ({ title, when, attendee, seats }) => ({
        subject: `Erinnerung: ${title} mit ${attendee} am ${when}`,
        heading: seats ? "Ihr Gruppentermin steht bevor" : `Der Termin mit ${attendee} steht bevor`,
        intro: seats ?? "Die Zeit ist vereinbart und belegt.",
      }),
    },
  },
  badges: {
    pending: "Angefragt",
    confirmed: "Bestätigt",
    rescheduled: "Verschoben",
    reassigned: "Neues Gegenüber",
    handedOn: "Abgegeben",
    cancelled: "Abgesagt",
    declined: "Abgelehnt",
    reminder: "Erinnerung",
  },
  labels: {
    what: "Was",
    when: "Wann",
    wasPlannedFor: "War geplant für",
    insteadOf: "Statt",
    where: "Wo",
    with: "Mit",
    who: "Wer",
    guests: "Gäste",
    notes: "Notizen",
    reason: "Grund",
  },
  seatsTaken: (taken, capacity) =>
    taken === 0 ? "Niemand hat mehr einen Platz." : `${taken} von ${capacity} Plätzen sind belegt.`,
  alsoInSession: "Auch dabei",
  seatLine: ({ person, guests, waits }) =>
    `${person}${guests === 0 ? "" : guests === 1 ? " und 1 Gast" : ` und ${guests} Gäste`}${waits ? ", noch nicht bestätigt" : ""}`,
  yes: "ja",
  no: "nein",
  theHost: "Ihrem Gegenüber",
  onDate: (date) => ` am ${date}`,
  moveOrCancel: "Verschieben oder absagen",
  addToCalendar: "In den Kalender eintragen:",
  keepLink: "Wer den Link oben hat, kann die Buchung verschieben oder absagen: Behalten Sie ihn für sich.",
  calendar: {
    hostLive: {
      synced: "Ihr Kalender zeigt den Termin zu dieser Zeit.",
      pending: "Ihr Kalender wird gerade auf den neuesten Stand gebracht.",
      manual:
        "Der Termin ließ sich nicht in Ihren Kalender schreiben. Bitte tragen Sie ihn selbst ein: Die Datei hängt an.",
      off: "Um den Termin in Ihren Kalender einzutragen, öffnen Sie die angehängte Datei.",
    },
    hostGone: {
      synced: "Der Eintrag wurde aus Ihrem Kalender entfernt.",
      pending: "Der Eintrag wird gerade aus Ihrem Kalender entfernt.",
      manual: "Der Eintrag ließ sich nicht aus Ihrem Kalender entfernen. Bitte löschen Sie ihn selbst.",
      off: "Falls Sie den Termin eingetragen haben, entfernt ihn die angehängte Datei; von Hand angelegte Einträge löschen Sie bitte von Hand.",
    },
    attendeeLive: {
      synced: file,
      pending: file,
      off: file,
      manual:
        "Eine Kalendereinladung ließ sich nicht erstellen. Bitte tragen Sie den Termin selbst ein: Die Datei hängt an.",
    },
    attendeeGone: {
      synced: removal,
      pending: removal,
      off: removal,
      manual:
        "Vielleicht steht noch ein Eintrag in Ihrem Kalender. Bitte löschen Sie ihn selbst; in den meisten Programmen tut das die angehängte Datei.",
    },
  },
  because: (brandName, audience) => `Gesendet${brandName ? ` von ${brandName}` : ""}, weil ${reasons[audience]}.`,
  reference: (uid) => `Kennung: ${uid}`,
};
