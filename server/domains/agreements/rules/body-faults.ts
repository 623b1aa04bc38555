import type { AgreementBody, BodyOf } from '../../../../contract/agreement-bodies.ts'
import type { QuizQuestion } from '../../../../contract/agreement-views.ts'
import { conditionsOf } from '../../../../contract/criteria.ts'
import type { Condition, Criteria } from '../../../../contract/criteria.ts'
import { metricDefinitions } from '../../../../contract/metric-definitions.ts'

/** Why a body or a quiz cannot be: the place in it, and what to do. */
export type Fault = { readonly place: string; readonly message: string; readonly remedy: string }

/** What a schema cannot say of a body; null where it is sound. What it refers to is checked elsewhere. */
export function bodyFault(body: AgreementBody): Fault | null {
  switch (body.kind) {
    case 'stage':
      return stageFault(body)
    case 'profile':
      return circular(body.criteria, 'body.criteria', ['score', 'profile'])
    case 'scoring':
      return scoringFault(body)
    case 'metric':
      return metricFault(body.metric, 'body.metric')
    case 'journey':
      return journeyFault(body)
    case 'lead_plan':
      return planFault(body)
    case 'term':
      return body.executes?.as === 'metric' ? metricFault(body.executes.metric, 'body.executes.metric') : null
    default:
      return null
  }
}

function stageFault(body: BodyOf<'stage'>): Fault | null {
  if (body.movedBy === 'person' || body.entry !== null) return null
  return {
    place: 'body.entry',
    message: 'Where criteria move the lead, it takes criteria.',
    remedy: 'Say when a lead stands here, or let a person move it.',
  }
}

function scoringFault(body: BodyOf<'scoring'>): Fault | null {
  for (const [at, rule] of body.fit.entries()) {
    const fault = circular(rule.criteria, `body.fit.${at}.criteria`, ['score'])
    if (fault !== null) return fault
  }
  const rules = body.groups.flatMap(({ rules: ofGroup }) => ofGroup)
  return twice(body.fit, 'body.fit') ?? twice(body.groups, 'body.groups') ?? twice(rules, 'body.groups')
}

function twice(keyed: readonly { readonly key: string }[], place: string): Fault | null {
  const repeated = repeatedOf(keyed.map(({ key }) => key))
  return repeated === undefined
    ? null
    : {
        place,
        message: `Two have the key ${repeated}.`,
        remedy: 'Give each a key of its own: ledgers name the rule by it.',
      }
}

/** A profile is a part of fit, and fit of a score: neither can be made of what is made of it. */
function circular(criteria: Criteria, place: string, kinds: readonly Condition['kind'][]): Fault | null {
  const found = conditionsOf(criteria).find(({ kind }) => kinds.includes(kind))
  return found === undefined
    ? null
    : {
        place,
        message: `This cannot depend on a ${found.kind}, because the ${found.kind} depends on it.`,
        remedy: `Ask for attributes, touches or roles instead of the ${found.kind}.`,
      }
}

function metricFault(metric: string, place: string): Fault | null {
  return Object.hasOwn(metricDefinitions, metric)
    ? null
    : {
        place,
        message: `There is no metric ${metric}.`,
        remedy: 'Choose one of the registry of metrics.',
      }
}

function journeyFault({ steps }: BodyOf<'journey'>): Fault | null {
  const repeated = repeatedOf(steps.map(({ step }) => step))
  if (repeated !== undefined)
    return {
      place: 'body.steps',
      message: `The step ${repeated} stands here twice.`,
      remedy: 'Describe each step of the buyer once.',
    }
  for (const [at, { measure }] of steps.entries()) {
    const fault = measure === null ? null : metricFault(measure, `body.steps.${at}.measure`)
    if (fault !== null) return fault
  }
  return null
}

function planFault(body: BodyOf<'lead_plan'>): Fault | null {
  if (body.to < body.from)
    return {
      place: 'body.to',
      message: 'The plan ends before it begins.',
      remedy: 'Choose a last day that is not before the first.',
    }
  const words = body.sources.map(({ source }) => source.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-'))
  const repeated = repeatedOf(words)
  return repeated === undefined
    ? null
    : {
        place: 'body.sources',
        message: `Two sources are called ${repeated}.`,
        remedy: 'Give each source a name of its own; case and punctuation do not tell two apart.',
      }
}

/** A quiz is sound where each question has its own key and its right choices exist. */
export function quizFault(quiz: readonly QuizQuestion[]): Fault | null {
  const repeated = repeatedOf(quiz.map(({ key }) => key))
  if (repeated !== undefined)
    return { place: 'quiz', message: `Two questions have the key ${repeated}.`, remedy: 'Give each its own.' }
  const at = quiz.findIndex(({ right, choices }) => right.some((choice) => choice >= choices.length))
  return at === -1
    ? null
    : {
        place: `quiz.${at}.right`,
        message: 'A choice that is not there cannot be right.',
        remedy: 'Count the choices from 0.',
      }
}

function repeatedOf(words: readonly string[]): string | undefined {
  return words.find((word, at) => words.indexOf(word) !== at)
}
