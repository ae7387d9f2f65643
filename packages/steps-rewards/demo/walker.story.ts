import { type Story, shown } from '@bazaar/demo-kit'
import { frost, walkOn } from './buttons.ts'
import { weatherPath } from './weather.ts'

/** It says what was walked. */
const receipt = /^(Walked|Пройдено) /
/** More than nothing. */
const stepsOnCard = /(Steps that count|Засчитано шагов): [1-9{]/
const card = /(Steps that count|Засчитано шагов): /

export const walkerStory: Story = {
  id: 'first-walk',
  title: 'A walk with the dog',
  about: 'Walk in the frost as Darya, and see how the points come about. Two minutes.',
  person: 'darya',
  steps: [
    {
      title: 'Make it cold',
      hint: 'You also play the world. Press this button.',
      done: { kind: 'world', path: weatherPath, pattern: /"feels_like":-8/ },
      action: frost,
    },
    {
      title: 'Say with whom',
      hint: 'In Darya’s chat, write /walk, then press 🐕 Dog.',
      done: shown(/Share My Live Location|Транслировать геопозицию/, card),
    },
    {
      title: 'Share where you go',
      hint: 'Press 📎, choose Location… and press Share live for 15 min.',
      done: shown(card, receipt),
    },
    {
      title: 'Walk',
      hint: 'Press this button: place and clock move on, ten minutes in all. Watch the card.',
      done: shown(stepsOnCard, receipt),
      action: walkOn,
    },
    {
      title: 'Finish',
      hint: 'Press Finish the walk. The receipt shows how the points came about.',
      done: shown(receipt),
    },
    {
      title: 'See your points',
      hint: 'Press My points: each walk there opens to its formula.',
      done: shown(/(My points|Мои баллы): /),
    },
  ],
}
