import type { Answer } from "../bookings/booking.ts";
import type { Question } from "./question.ts";

/** An answer as people read it: under the question's label, choices by their labels. */
export interface LabelledAnswer {
  label: string;
  answer: Answer;
}

/** Answers in the order in which they were asked; those to a question that is asked no more follow, under its name. */
export function labelledAnswers(
  questions: readonly Question[],
  answers: Readonly<Record<string, Answer>>,
): readonly LabelledAnswer[] {
  const known = questions.flatMap((question) => {
    const answer = Object.hasOwn(answers, question.name) ? answers[question.name] : undefined;
    return answer === undefined ? [] : [{ label: question.label, answer: inWords(question, answer) }];
  });
  const gone = Object.entries(answers).filter(([name]) => !questions.some((question) => question.name === name));
  return [...known, ...gone.map(([label, answer]) => ({ label, answer }))];
}

function inWords({ options }: Question, answer: Answer): Answer {
  const labelOf = (value: string) => options.find((option) => option.value === value)?.label ?? value;
  if (typeof answer === "string") return labelOf(answer);
  return typeof answer === "object" ? answer.map(labelOf) : answer;
}
