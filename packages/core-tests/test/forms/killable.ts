import { createSurveyFeature, newSurvey } from './survey-feature.ts'

/** For a bot in a process of its own. */
export const features = [createSurveyFeature(newSurvey())] as const
