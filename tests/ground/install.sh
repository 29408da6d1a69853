#!/usr/bin/env bash
# Installs what the tests need besides Python packages, where it is missing and can be had.
# As root on Debian by apt-get, elsewhere without asking for more rights. Says in a line what stays missing.
set -euo pipefail
cd "$(dirname "$0")/../.."

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

updated=no
apt_install() {
    if [ "$updated" = no ]; then
        apt-get update -qq || true
        updated=yes
    fi
    mkdir -p /usr/share/man/man1 # without it Java's package fails on slim images
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

missing() { echo "Tests: $1" >&2; }

has_browser() { .venv/bin/python -m tests.ground.browser; }
if ! has_browser; then
    echo "Installing a browser for the tests ..."
    if can_apt; then apt_install chromium || true; fi
    has_browser || .venv/bin/playwright install chromium || true
    has_browser || missing "no browser could be installed; what needs one fails."
fi

if ! .venv/bin/python -m tests.ground.postgresql >/dev/null; then
    if can_apt; then
        echo "Installing PostgreSQL for the tests ..."
        apt_install postgresql || missing "PostgreSQL could not be installed."
    fi
fi

if ! command -v java >/dev/null; then
    if can_apt; then
        echo "Installing Java for the HTML checker ..."
        apt_install default-jre-headless || true
    fi
    command -v java >/dev/null || missing "no Java here, so the Nu HTML checker is left out."
fi

if ! command -v minisign >/dev/null; then
    if can_apt; then
        echo "Installing minisign for the tests ..."
        apt_install minisign || true
    fi
    command -v minisign >/dev/null || missing "no minisign here, so mirrors are checked by our own reading of it alone."
fi

for server in nginx caddy varnishd; do
    if ! PATH="$PATH:/usr/sbin" command -v $server >/dev/null && can_apt; then
        echo "Installing $server for the tests ..."
        apt_install "${server%d}" || missing "$server could not be installed, so its configuration is left out."
    fi
done
if [ ! -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] && can_apt; then
    apt_install libnginx-mod-http-brotli-static || missing "nginx has no Brotli here, so that is left out."
fi

if ! PATH="$PATH:/usr/sbin" command -v dovecot >/dev/null; then
    if can_apt; then
        echo "Installing Dovecot for the tests ..."
        apt_install dovecot-imapd || true
    fi
    PATH="$PATH:/usr/sbin" command -v dovecot >/dev/null || missing "no Dovecot here, so bounces are not read by IMAP."
fi

if [ ! -e /usr/share/java/epubcheck.jar ]; then
    if can_apt; then
        echo "Installing epubcheck for the offline edition ..."
        apt_install epubcheck || true
    fi
    [ -e /usr/share/java/epubcheck.jar ] || missing "no epubcheck here, so the check of the offline edition is left out."
fi

if ! PATH="$PATH:/usr/sbin" command -v smtp-sink >/dev/null; then
    if can_apt; then
        echo "Installing Postfix's smtp-sink for the newsletters ..."
        echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections || true
        apt_install postfix || true
    fi
    PATH="$PATH:/usr/sbin" command -v smtp-sink >/dev/null || missing "no smtp-sink here, so mailing under load is left out."
fi

tools=.test-tools/node_modules
if [ ! -e $tools/axe-core/axe.min.js ] || [ ! -e $tools/vnu-jar/build/dist/vnu.jar ] || [ ! -e $tools/s3rver ]; then
    if command -v npm >/dev/null; then
        echo "Installing axe-core, the Nu HTML checker and an object store ..."
        mkdir -p .test-tools
        npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix .test-tools \
            axe-core@4 vnu-jar@26 s3rver@3 >/dev/null ||
            missing "axe-core, the Nu HTML checker and the object store could not be installed."
    else
        missing "no npm here, so axe-core, the Nu HTML checker and the object store are left out."
    fi
fi
