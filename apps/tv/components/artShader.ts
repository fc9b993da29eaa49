import { type Node, shaders } from '../lightning.ts';

interface ShaderClass {
  new (context: Node): object;
  vertexShaderSource: string;
  fragmentShaderSource: string;
}

const Base = shaders.WebGLDefaultShader as ShaderClass;

/**
 * Fades art into the background: to transparent at the left, where texts are, and at the bottom, where rows begin;
 * darker at the top, under the menu. Overlays in the ground's colour would have visible edges on the light
 * behind them.
 */
export class ArtShader extends Base {}

ArtShader.vertexShaderSource = Base.vertexShaderSource;
ArtShader.fragmentShaderSource = `
  #ifdef GL_ES
  # ifdef GL_FRAGMENT_PRECISION_HIGH
  precision highp float;
  # else
  precision mediump float;
  # endif
  #endif
  varying vec2 vTextureCoord;
  varying vec4 vColor;
  uniform sampler2D uSampler;

  float ease(float from, float to, float at) {
    float t = clamp((at - from) / (to - from), 0.0, 1.0);
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
  }

  void main(void) {
    float left = ease(0.04, 0.62, vTextureCoord.x);
    float bottom = ease(1.0, 0.42, vTextureCoord.y);
    float top = 0.45 + 0.55 * ease(0.0, 0.30, vTextureCoord.y);
    vec4 art = texture2D(uSampler, vTextureCoord) * vColor;
    gl_FragColor = vec4(art.rgb * top, art.a) * left * bottom;
  }
`;
