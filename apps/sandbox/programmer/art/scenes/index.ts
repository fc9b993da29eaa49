import { aurora } from './aurora.ts';
import { balloons } from './balloons.ts';
import { canyon } from './canyon.ts';
import { city } from './city.ts';
import { comet } from './comet.ts';
import { dunes } from './dunes.ts';
import { forest } from './forest.ts';
import { globe } from './globe.ts';
import { goal } from './goal.ts';
import { hills } from './hills.ts';
import { kelp } from './kelp.ts';
import { kids } from './kids.ts';
import { lighthouse } from './lighthouse.ts';
import { mountains } from './mountains.ts';
import { orbit } from './orbit.ts';
import { planet } from './planet.ts';
import { road } from './road.ts';
import { sail } from './sail.ts';
import type { Scene } from './scene.ts';
import { sea } from './sea.ts';
import { stadium } from './stadium.ts';
import { track } from './track.ts';
import { viaduct } from './viaduct.ts';

export const scenes = {
  aurora,
  balloons,
  canyon,
  city,
  comet,
  dunes,
  forest,
  globe,
  goal,
  hills,
  kelp,
  kids,
  lighthouse,
  mountains,
  orbit,
  planet,
  road,
  sail,
  sea,
  stadium,
  track,
  viaduct,
} satisfies Record<string, Scene>;

export type SceneName = keyof typeof scenes;
