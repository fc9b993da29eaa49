/**
 * Parts that the simulator lacks, by the paths of the files that they replace: a voice that prints; memory
 * warnings and network changes, here by links (`memory: '92'`, `network: 'off'`).
 */
export const standIns: ReadonlyMap<string, string> = new Map([
  [
    'source/platform/voice.bs',
    `sub speak(text as string)
  print "VOICE " + text
end sub
`,
  ],
  [
    'source/platform/memory.bs',
    `function watchMemory(port as object) as object
  return { port: port }
end function

function memoryUseIn(_watch as object, message as object) as integer
  if type(message) <> "roInputEvent" then return -1
  use = message.getInfo().memory
  if use = invalid then return -1
  return use.toInt()
end function
`,
  ],
  [
    'source/platform/network.bs',
    `function watchNetwork(port as object) as object
  return { port: port }
end function

function hasNetwork(_watch as object) as boolean
  return true
end function

function networkIn(message as object) as dynamic
  if type(message) <> "roInputEvent" then return invalid
  network = message.getInfo().network
  if network = invalid then return invalid
  return network = "on"
end function
`,
  ],
]);
