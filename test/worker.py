# SPDX-License-Identifier: Apache-2.0
# Run by test/worker.sh; ends in "worker: N passed, N failed".
import asyncio, email, email.policy, html, http.client, http.cookiejar, http.server, json, os, re, signal, socket
import sqlite3, ssl, subprocess, sys, tempfile, threading, time, urllib.error, urllib.parse, urllib.request
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

mellom = os.path.abspath(sys.argv[1])
tmp = tempfile.mkdtemp(prefix='mellom-worker-')
passed = failed = 0
logs = ''

def ok(what, cond, more=''):
    global passed, failed
    if cond:
        passed += 1
    else:
        failed += 1
        print(f'FAILED {what} {more}')

def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]

# --- a mail server ---------------------------------------------------------
class Mails:
    def __init__(self):
        self.got, self.answer = [], {}
    async def handle_MAIL(self, server, session, envelope, address, options):
        if 'MAIL' in self.answer:
            return self.answer['MAIL']
        envelope.mail_from = address
        return '250 OK'
    async def handle_RCPT(self, server, session, envelope, address, options):
        if 'RCPT' in self.answer:
            return self.answer['RCPT']
        envelope.rcpt_tos.append(address)
        return '250 OK'
    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(self.answer.get('wait', 0))
        self.got.append((envelope.mail_from, envelope.rcpt_tos, envelope.content, session.ssl is not None, session.authenticated))
        return self.answer.get('DATA', '250 taken')

subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', f'{tmp}/tls.key', '-out', f'{tmp}/tls.crt',
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], check=True, capture_output=True)
tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
tls.load_cert_chain(f'{tmp}/tls.crt', f'{tmp}/tls.key')
mails = Mails()
def sign_in(server, session, envelope, mechanism, data):
    return AuthResult(success=(data.login, data.password) == (b'mellom', b'pass word'))
smtp = Controller(mails, hostname='127.0.0.1', port=free_port(), tls_context=tls, require_starttls=True, auth_required=True, authenticator=sign_in)
smtp.start()

# --- a gateway for text messages -------------------------------------------
class Gateway(http.server.BaseHTTPRequestHandler):
    got, answers, hold = [], [], threading.Event()
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        Gateway.got.append((dict(self.headers), body))
        answer = Gateway.answers.pop(0) if Gateway.answers else 200
        if answer == 'hang':
            Gateway.hold.wait(30)
            return
        status, text = (answer, '{"data":[{"status":"queued"}]}') if isinstance(answer, int) else answer
        self.send_response(status)
        if status == 302:
            self.send_header('Location', '/elsewhere')
        self.end_headers()
        self.wfile.write(text.encode())
    def do_GET(self):
        Gateway.got.append(('GET', self.path))
        self.send_response(200)
        self.end_headers()
    def log_message(self, *a):
        pass
gateway = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Gateway)
threading.Thread(target=gateway.serve_forever, daemon=True).start()

# --- the clinic ------------------------------------------------------------
port, admin_port, worker_port = free_port(), free_port(), free_port()
data = f'{tmp}/data'
serve = subprocess.Popen([mellom, 'demo', '--data', data, '--port', str(port), '--admin-port', str(admin_port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
for _ in range(600):
    try:
        urllib.request.urlopen(f'http://127.0.0.1:{admin_port}/readyz')
        break
    except OSError:
        time.sleep(0.2)
key = [os.path.join(d, f) for d, _, fs in os.walk(tmp) for f in fs if 'key' in f and not f.startswith('tls') and not f.endswith(('.db', '-wal', '-shm'))][0]

class Person:
    def __init__(self, login):
        self.web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.web.addheaders = [('Accept-Language', 'nb')]
        self.get('/sign-in')
        self.send('/sign-in', login=login, password=passwords[login])
    def get(self, path):
        self.page = self.web.open(f'http://127.0.0.1:{port}{path}').read().decode()
        return self.page
    # The form with this action as it stands, with these fields changed.
    def send(self, action, **fields):
        form = re.search(r'<form[^>]*action="%s"[^>]*>(.*?)</form>' % re.escape(action), self.page, re.S).group(1)
        sent = [(html.unescape(n), html.unescape(v)) for n, v in re.findall(r'<input[^>]*type="(?:hidden|text|tel|email)"[^>]*name="([^"]*)"[^>]*value="([^"]*)"', form)]
        sent += [(n, v) for n, v in re.findall(r'<input[^>]*type="(?:radio|checkbox)"[^>]*name="([^"]*)" value="([^"]*)" checked', form)]
        for sel in re.findall(r'<select[^>]*name="([^"]*)".*?<option value="([^"]*)" selected', form, re.S):
            sent.append(sel)
        sent = [(n, v) for n, v in sent if n not in fields] + list(fields.items())
        self.page = self.web.open(f'http://127.0.0.1:{port}{action}', urllib.parse.urlencode(sent).encode()).read().decode()
        return self.page

def conf(name, **more):
    keys = {'url': f'http://127.0.0.1:{port}/', 'smtp_url': f'smtp://localhost:{smtp.port}', 'smtp_ca': f'{tmp}/tls.crt', 'smtp_user': 'mellom',
        'smtp_password_file': f'{tmp}/smtp.secret', 'mail_from': 'noreply@post.example.org', 'sms_url': f'http://127.0.0.1:{gateway.server_port}/send',
        'sms_header': 'Authorization: Bearer {secret}', 'sms_secret_file': f'{tmp}/sms.secret', 'sms_body': '{"to":"{to}","message":"{text}"}',
        'sms_ok_path': 'data.0.status', 'sms_ok_value': 'queued', 'timeout_s': '2'}
    keys.update(more)
    with open(f'{tmp}/{name}', 'w') as f:
        f.writelines(f'{k} = {v}\n' for k, v in keys.items() if v is not None)
    return f'{tmp}/{name}'
def secret(name, text, mode=0o400):
    with open(f'{tmp}/{name}', 'w') as f:
        f.write(text)
    os.chmod(f'{tmp}/{name}', mode)
secret('smtp.secret', 'pass word\n')
secret('sms.secret', 'hush-hush\n')
usual = conf('usual.conf')
# A proxy in the environment must change nothing.
env = dict(os.environ, http_proxy='http://127.0.0.1:9', https_proxy='http://127.0.0.1:9', all_proxy='http://127.0.0.1:9')
def command(conf_file, *more):
    return [mellom, 'worker', '--data', data, '--key', key, '--conf', conf_file, *more]
def worker(conf_file=usual):
    global logs
    r = subprocess.run(command(conf_file, '--once'), env=env, capture_output=True, text=True, timeout=60)
    logs += r.stdout + r.stderr
    return r.returncode
def base(sql, *args):
    with sqlite3.connect(f'{data}/mellom.db', timeout=20) as b:
        return b.execute(sql, args).fetchall()
def newest():
    return base("SELECT state, result, tries FROM outbox WHERE kind = 'test' ORDER BY made_at DESC, id DESC LIMIT 1")[0]
def copy_row(table, n):
    columns = [c[1] for c in base(f'PRAGMA table_info({table})')]
    row = dict(zip(columns, base(f'SELECT * FROM {table} LIMIT 1')[0]))
    row['id'] = row['about_id'] = bytes([n + 1]) * 16
    base(f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", *row.values())
def later():
    base("UPDATE outbox SET next_at = 0 WHERE state = 'waiting'")

passwords = dict(re.findall(r'^\| `(\w+)` \| `([^`]+)` \|', open('docs/demo.md').read(), re.M))
NEVER = ['helse', 'terap', 'behandl', 'pasient', 'klinikk', 'depre', 'angst', 'psyk', 'risiko', 'øvelse', 'lekse']

def main():
    # Configuration that must not be taken.
    ok('a misspelt key', worker(conf('bad1.conf', smtp_ulr='x')) == 2)
    secret('open.secret', 'x\n', 0o644)
    ok('a secret others may read', worker(conf('bad2.conf', smtp_password_file=f'{tmp}/open.secret')) == 2)
    ok('a demonstration sends nothing out', worker(conf('bad3.conf', smtp_url='smtp://mail.example.org:587')) == 4)
    kari = Person('kari')
    ok('no worker yet', 'sender ikke påminnelser ennå' in kari.get('/me/reminders'))
    ok('one round', worker() == 0)
    ok('the page knows the worker', 'sender ikke påminnelser ennå' not in kari.get('/me/reminders'))

    # A test by e-mail.
    more = {'email': 'kari@hjemme.example.org'} if 'name="email"' in kari.page else {}
    kari.send('/me/reminders', channel='email', **more)
    base('UPDATE remind_choice SET kinds = 0')   # only tests are counted here
    kari.send('/me/reminders/test')
    ok('a round', worker() == 0)
    ok('the mail came', len(mails.got) == 1, str(newest()))
    sender, to, raw, encrypted, signed_in = mails.got[0]
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    text = mail.get_content()
    ok('encrypted, signed in', encrypted and signed_in)
    ok('no defects', not mail.defects and all(not h.defects for h in mail.values()))
    ok('headers', mail['From'].addresses[0].addr_spec == sender == 'noreply@post.example.org' and mail['From'].addresses[0].display_name == 'Mellom'
        and mail['To'].addresses[0].addr_spec == to[0] and mail['Auto-Submitted'] == 'auto-generated' and re.fullmatch(r'<[0-9a-f]{32}@post.example.org>', mail['Message-ID'])
        and abs(mail['Date'].datetime.timestamp() - time.time()) < 60 and mail['Subject'] == 'Du har en påminnelse', raw.decode())
    ok('only known headers', set(mail.keys()) == {'From', 'To', 'Subject', 'Date', 'Message-ID', 'Auto-Submitted', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding'})
    ok('the text', text.strip() == f'Dette er en prøve. Du har en påminnelse: http://127.0.0.1:{port}/', text)
    ok('nothing about health', not any(w in (text + raw.decode()).lower() for w in NEVER))
    ok('shown as sent', 'en prøve: sendt' in kari.get('/me/reminders'))
    # Not now, then yes.
    mails.answer = {'RCPT': '450 try again'}
    kari.send('/me/reminders/test')
    worker()
    ok('450 waits', newest()[0] == 'waiting' and newest()[2] == 1, str(newest()))
    mails.answer = {}
    later()
    worker()
    ok('then it comes', newest()[0] == 'sent' and len(mails.got) == 2)
    # Our own sign-in refused is no fault of the address.
    kari.get('/me/reminders')
    kari.send('/me/reminders/test')
    secret('wrong.secret', 'not it\n')
    worker(conf('wrong.conf', smtp_password_file=f'{tmp}/wrong.secret'))
    ok('a wrong password waits', newest()[0] == 'waiting', str(newest()))
    mails.answer = {'MAIL': '550 not from you'}
    later()
    worker()
    ok('550 to us waits', newest()[0] == 'waiting', str(newest()))
    # Nor is relaying that is denied, though it is said of the address.
    mails.answer = {'RCPT': '554 5.7.1 <kari@hjemme.example.org>: Relay access denied'}
    later()
    worker()
    ok('relaying denied waits', newest()[0] == 'waiting' and newest()[1].startswith('smtp-554-'), str(newest()))
    ok('and no channel stops', base("SELECT count(*) FROM remind_choice WHERE stopped = 'email'") == [(0,)])
    # The address does not exist.
    mails.answer = {'RCPT': '550 no such box'}
    later()
    worker()
    mails.answer = {}
    ok('550 ends it', newest()[0] == 'failed', str(newest()))
    ok('the patient is told', 'kom ikke fram' in kari.get('/me/reminders'))
    solveig = Person('solveig')
    ok('the therapist is told', 'e-post kommer ikke fram' in solveig.get('/list'))
    # The demonstration has a stopped choice of its own, of another channel.
    ok('the channel is off', base("SELECT count(*) FROM remind_choice WHERE stopped = 'email'") == [(1,)])

    # Text messages: 500, then taken.
    kari.get('/me/reminders')
    kari.send('/me/reminders', channel='sms', kinds='1')
    base('UPDATE remind_choice SET kinds = 0')   # only tests are counted here
    Gateway.answers = [500]
    kari.send('/me/reminders/test')
    worker()
    ok('500 waits', newest()[0] == 'waiting', str(newest()))
    later()
    worker()
    ok('then it comes', newest()[0] == 'sent' and len(Gateway.got) == 2, str(newest()))
    head, body = Gateway.got[1]
    said = json.loads(body)
    ok('the request', re.fullmatch(r'\+47\d{8}', said['to']) and said['message'].startswith('Dette er en prøve.') and head['Authorization'] == 'Bearer hush-hush')
    ok('the same both times', Gateway.got[0][1] == body)
    # No redirects.
    base("DELETE FROM outbox")
    kari.get('/me/reminders')
    Gateway.answers = [302]
    kari.send('/me/reminders/test')
    worker()
    ok('a redirect is not followed', len(Gateway.got) == 3 and newest()[0] == 'waiting', str(newest()))
    Gateway.answers = [(200, '{"data":[{"status":"rejected"}]}')]
    later()
    worker()
    ok('taken, but not said so: never again', newest()[0] == 'unknown', str(newest()))
    later()
    worker()
    ok('and it is not', len(Gateway.got) == 4)
    # It hangs: nobody knows.
    kari.get('/me/reminders')
    Gateway.answers = ['hang']
    kari.send('/me/reminders/test')
    worker()
    ok('a time-out is unknown', newest()[0] == 'unknown' and len(Gateway.got) == 5, str(newest()))

    # So does somebody between us and the gateway, who waited in vain.
    kari.get('/me/reminders')
    Gateway.answers = [504]
    kari.send('/me/reminders/test')
    worker()
    later()
    worker()
    ok("a time-out on the way is unknown", newest()[0] == 'unknown' and len(Gateway.got) == 6, str(newest()))

    # Killed between claim and outcome.
    kari.get('/me/reminders')
    kari.send('/me/reminders/test')
    Gateway.answers = ['hang']
    slow = subprocess.Popen(command(conf('slow.conf', timeout_s='60'), '--once'), env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(100):
        if len(Gateway.got) == 7:
            break
        time.sleep(0.1)
    slow.kill()
    slow.wait()
    Gateway.answers = []
    ok('killed while it sent', len(Gateway.got) == 7 and newest()[0] == 'claimed', str(newest()))
    worker()
    ok('not sent again', len(Gateway.got) == 7 and newest()[0] == 'claimed')
    base("UPDATE outbox SET claimed_at = claimed_at - 3600 WHERE state = 'claimed'")
    worker()
    worker()
    ok('unknown, and not sent again', len(Gateway.got) == 7 and newest()[0:2] == ('unknown', 'lost'), str(newest()))
    ok('shown so', 'kanskje sendt, vi vet ikke' in kari.get('/me/reminders'))
    # A number the gateway knows is none.
    base("DELETE FROM outbox")
    kari.get('/me/reminders')
    Gateway.answers = [404]
    kari.send('/me/reminders/test')
    worker()
    ok('a dead number stops the channel', newest()[0] == 'failed' and base("SELECT stopped FROM remind_choice")[0][0] == 'sms')

    # The link of an invitation.
    solveig.get('/list')
    patient = [p for p in re.findall(r'href="/p/([0-9a-f]{32})', solveig.page) if 'value="email"' in solveig.get(f'/p/{p}/link')][0]
    solveig.get(f'/p/{patient}/link')
    before = len(mails.got)
    solveig.send(f'/p/{patient}/link', send='email')
    ok('it is still shown', re.search(r'/i/[0-9a-f]{64}', solveig.page))
    ok('sealed', base("SELECT length(words) FROM outbox WHERE kind = 'invitation'")[0][0] > 0)
    worker()
    ok('the link came', len(mails.got) == before + 1, str(newest()))
    text = email.message_from_bytes(mails.got[-1][2], policy=email.policy.default).get_content()
    link = re.search(r'/i/[0-9a-f]{64}', text)
    ok('and opens', link and link.group(0) in solveig.page and urllib.request.urlopen(f'http://127.0.0.1:{port}{link.group(0)}').status == 200, text)
    ok('and is not kept', base("SELECT words FROM outbox WHERE kind = 'invitation'")[0][0] is None)
    solveig.get(f'/p/{patient}/link')
    solveig.send(f'/p/{patient}/link', send='email')
    solveig.get(f'/p/{patient}/link')
    solveig.send(f'/p/{patient}/link', send='none')
    worker()
    ok('a revoked link is not sent', len(mails.got) == before + 1 and ('dropped', 'revoked', 1) in base('SELECT state, result, tries FROM outbox'), str(base('SELECT kind, state, result FROM outbox')))

    # As a service.
    service = subprocess.Popen(command(conf('service.conf', metrics_port=worker_port, every_s='1')), env=env, stderr=subprocess.PIPE, text=True)
    for _ in range(50):
        try:
            numbers = urllib.request.urlopen(f'http://127.0.0.1:{worker_port}/metrics')
            break
        except OSError:
            time.sleep(0.2)
    told = numbers.read().decode()
    ok('metrics of the worker', 'openmetrics' in numbers.headers['Content-Type'] and told.endswith('# EOF\n') and 'mellom_letters_sent_total' in told)
    told = urllib.request.urlopen(f'http://127.0.0.1:{admin_port}/metrics').read().decode()
    ok('metrics of serve', told.endswith('# EOF\n') and re.search(r'mellom_requests_total{class="2xx"} [1-9]', told) and re.search(r'mellom_worker_age_seconds \d', told))
    doctor = subprocess.run([mellom, 'doctor', '--data', data, '--key', key], capture_output=True, text=True).stdout
    ok('doctor knows it', re.search(r'fine  worker: last seen \d+ seconds ago; e-mail on, text messages on', doctor), doctor)
    service.send_signal(signal.SIGTERM)
    ok('it stops', service.wait(15) == 0)
    # Told to stop in a long round: the letter in hand, and no more.
    mails.answer = {'wait': 1.5}
    base("DELETE FROM outbox")
    base("UPDATE remind_choice SET kinds = 0, channel = 'email', stopped = ''")
    kari.get('/me/reminders')
    kari.send('/me/reminders/test')
    before = len(mails.got)
    for n in range(20):
        copy_row('outbox', n)
    service = subprocess.Popen(command(conf('stop.conf', every_s='1')), env=env, stderr=subprocess.PIPE, text=True)
    for _ in range(100):
        if len(mails.got) > before:
            break
        time.sleep(0.1)
    service.send_signal(signal.SIGTERM)
    began = time.time()
    ok('it stops in the middle of a round', service.wait(60) == 0 and time.time() - began < 8, str(time.time() - began))
    states = dict(base('SELECT state, count(*) FROM outbox GROUP BY state'))
    ok('what was sent is known, the rest waits', set(states) == {'sent', 'waiting'} and states['sent'] == len(mails.got) - before, str(states))
    mails.answer = {}
    ok('nothing of anybody in the logs', not re.search(r'kari|@|\+47|(?<!\d)[49]\d{7}(?!\d)|hush|/i/', logs + service.stderr.read(), re.I), logs)
    # A row that fell behind is counted, not named.
    base('UPDATE patient_seen SET at = at - 86400 * 30')
    doctor = subprocess.run([mellom, 'doctor', '--data', data, '--key', key], capture_output=True, text=True)
    ok('doctor counts the lists that differ', re.search(r"LOOK  patients of whom a therapist's list is not up to date: [1-9]", doctor.stdout), doctor.stdout)
    ok('and names nobody', not re.search(r'[0-9a-f]{32}', doctor.stdout + doctor.stderr), doctor.stderr)
    verify = subprocess.run([mellom, 'audit', 'verify', '--data', data, '--key', key], capture_output=True, text=True)
    ok('the audit is whole', verify.returncode == 0, verify.stdout)

try:
    main()
except Exception as e:
    failed += 1
    import traceback
    traceback.print_exc()
finally:
    Gateway.hold.set()
    serve.terminate()
    serve.wait(20)
    smtp.stop()
    gateway.shutdown()
    subprocess.run(['rm', '-rf', tmp])
print(f'worker: {passed} passed, {failed} failed')
sys.exit(failed != 0)
