export { defineDemo, defineOutside, defineSeed, isDemo, shown } from './define.ts'
export type {
  Demo,
  DemoPerson,
  DemoSpec,
  Outside,
  OutsideSpec,
  Persona,
  RunningStandIn,
  Seed,
  SeedWorld,
  Story,
  StorySign,
  StoryStep,
  TopUp,
  WorldButton,
  WorldButtons,
  WorldCall,
} from './types.ts'
