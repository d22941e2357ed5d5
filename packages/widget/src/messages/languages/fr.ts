import type { Messages } from "../messages.ts";
import { plural } from "../plural.ts";

const count = plural("fr");

/** French, formal. */
export const messages: Messages = {
  minutes: (n) => `${n} min`,
  duration: "Durée",
  currentTime: "Horaire actuel",
  newTime: "Nouvel horaire",

  previousMonth: (month) => `Mois précédent, ${month}`,
  nextMonth: (month) => `Mois suivant, ${month}`,
  today: "aujourd’hui",
  timesOnDay: (day, n) =>
    `${day}, ${n > 0 ? count({ one: "# horaire", other: "# horaires" }, n) : "aucun horaire libre"}`,
  keyHelp: "Les flèches changent de jour et de semaine, Page précédente et Page suivante de mois, avec Maj d’année.",
  noTimesInMonth: (month) => `Aucun horaire libre en ${month}.`,
  noTimesAtAll: "Aucun horaire n’est libre pour le moment.",
  nextAvailable: (day) => `Prochain jour libre : ${day}`,

  timeZone: "Fuseau horaire",
  chooseDay: "Choisissez un jour",
  chooseTime: "Choisissez un horaire",
  continue: "Continuer",

  yourDetails: "Vos coordonnées",
  name: "Nom",
  email: "E-mail",
  phone: "Téléphone",
  company: "Entreprise",
  notes: "Remarques",
  optional: "facultatif",
  back: "Retour",
  book: "Confirmer le rendez-vous",
  sending: "Un instant…",
  nameMissing: "Indiquez votre nom.",
  emailMissing: "Indiquez votre adresse e-mail.",
  emailWrong: "Indiquez une adresse e-mail, par exemple ada@example.com.",
  pleaseCheck: "À vérifier :",

  booked: "Votre rendez-vous est pris",
  requested: "Votre demande est enregistrée",
  requestedHint: "L’horaire vous est réservé jusqu’à sa confirmation.",
  moved: "Votre rendez-vous est déplacé",
  yourBooking: "Votre rendez-vous",
  mailSent: (email) => `Les détails vous sont envoyés à ${email}.`,
  when: "Quand",
  where: "Où",
  who: "Qui",
  googleCalendar: "Google Agenda",
  calendarFile: "Fichier agenda (.ics)",
  reschedule: "Déplacer",
  cancel: "Annuler le rendez-vous",

  moveHeading: "Déplacer votre rendez-vous",
  keepTime: "Garder l’horaire actuel",
  move: "Confirmer le nouvel horaire",
  cancelHeading: "Annuler ce rendez-vous ?",
  reason: "Motif",
  keep: "Le garder",
  cancelled: "Votre rendez-vous est annulé",
  cancelledHint: "L’horaire est de nouveau libre.",
  past: "Ce rendez-vous a eu lieu.",
  rejected: "Ce rendez-vous a été refusé.",

  retry: "Réessayer",
  otherTimes: "Voir tous les horaires",
  failures: {
    taken: "Cet horaire vient d’être pris. Vos réponses sont conservées.",
    invalid: "Certaines réponses n’ont pas été acceptées.",
    offline: "Le serveur est injoignable. Vérifiez votre connexion.",
    calendarUnavailable: "L’agenda ne peut pas être lu pour le moment. Réessayez plus tard.",
    personLimit: "Vous ne pouvez pas réserver de nouveau pour le moment.",
    tooLate: "Il est trop tard pour modifier ce rendez-vous.",
    settled: "Ce rendez-vous a changé entre-temps.",
    missing: "Introuvable.",
    server: "Une erreur s’est produite de notre côté. Réessayez.",
  },
  rateLimited: (seconds) =>
    `Trop de tentatives. Réessayez ${seconds ? count({ one: "dans # minute", other: "dans # minutes" }, Math.ceil(seconds / 60)) : "plus tard"}.`,
  linkInvalid: "Ce lien n’est plus valable.",
  eventTypeUnknown: "Ce rendez-vous ne peut pas être réservé ici.",
  notSetUp: "Cette page de réservation n’est pas configurée correctement.",
};
