// node websocket-client.js URL REQUEST: prints the first answer
const WebSocket = require('ws');
const socket = new WebSocket(process.argv[2]);
socket.on('open', () => socket.send(process.argv[3]));
socket.on('message', data => { console.log(data.toString()); socket.close(); });
socket.on('error', error => { console.error(error); process.exit(1); });
