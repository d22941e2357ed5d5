import type { Messages } from "../messages.ts";
import { plural } from "../plural.ts";

const count = plural("pt");

/** Portuguese, formal. */
export const messages: Messages = {
  minutes: (n) => `${n} min`,
  duration: "Duração",
  currentTime: "Horário atual",
  newTime: "Novo horário",

  previousMonth: (month) => `Mês anterior, ${month}`,
  nextMonth: (month) => `Mês seguinte, ${month}`,
  today: "hoje",
  timesOnDay: (day, n) =>
    `${day}, ${n > 0 ? count({ one: "# horário", other: "# horários" }, n) : "sem horários livres"}`,
  keyHelp: "As setas mudam o dia e a semana; Page Up e Page Down, o mês; com Shift, o ano.",
  noTimesInMonth: (month) => `Sem horários livres em ${month}.`,
  noTimesAtAll: "Não há horários livres no momento.",
  nextAvailable: (day) => `Próximo dia livre: ${day}`,

  timeZone: "Fuso horário",
  chooseDay: "Escolha um dia",
  chooseTime: "Escolha um horário",
  continue: "Continuar",

  yourDetails: "Seus dados",
  name: "Nome",
  email: "E-mail",
  phone: "Telefone",
  company: "Empresa",
  notes: "Observações",
  optional: "opcional",
  back: "Voltar",
  book: "Confirmar a reserva",
  sending: "Um momento…",
  nameMissing: "Informe o seu nome.",
  emailMissing: "Informe o seu e-mail.",
  emailWrong: "Informe um e-mail, por exemplo ada@example.com.",
  pleaseCheck: "Verifique:",

  booked: "A sua reserva está confirmada",
  requested: "O seu pedido foi recebido",
  requestedHint: "O horário fica reservado até ser confirmado.",
  moved: "A sua reserva foi alterada",
  yourBooking: "A sua reserva",
  mailSent: (email) => `Os detalhes estão a caminho de ${email}.`,
  when: "Quando",
  where: "Onde",
  who: "Quem",
  googleCalendar: "Google Agenda",
  calendarFile: "Arquivo de calendário (.ics)",
  reschedule: "Mudar o horário",
  cancel: "Cancelar a reserva",

  moveHeading: "Mudar o horário da reserva",
  keepTime: "Manter o horário atual",
  move: "Confirmar o novo horário",
  cancelHeading: "Cancelar esta reserva?",
  reason: "Motivo",
  keep: "Manter",
  cancelled: "A sua reserva está cancelada",
  cancelledHint: "O horário está livre de novo.",
  past: "Esta reserva já aconteceu.",
  rejected: "Esta reserva foi recusada.",

  retry: "Tentar de novo",
  otherTimes: "Ver todos os horários",
  failures: {
    taken: "Esse horário acabou de ser ocupado. As suas respostas foram mantidas.",
    invalid: "Algumas respostas não foram aceitas.",
    offline: "Não foi possível falar com o servidor. Verifique a sua conexão.",
    calendarUnavailable: "O calendário não pode ser lido agora. Tente de novo mais tarde.",
    personLimit: "Não é possível reservar de novo no momento.",
    tooLate: "É tarde demais para alterar esta reserva.",
    settled: "Esta reserva mudou entretanto.",
    missing: "Não encontrado.",
    server: "Algo deu errado do nosso lado. Tente de novo.",
  },
  rateLimited: (seconds) =>
    `Tentativas demais. Tente de novo ${seconds ? count({ one: "em # minuto", other: "em # minutos" }, Math.ceil(seconds / 60)) : "mais tarde"}.`,
  linkInvalid: "Este link já não é válido.",
  eventTypeUnknown: "Este horário não pode ser reservado aqui.",
  notSetUp: "Esta página de reservas não está configurada corretamente.",
};
