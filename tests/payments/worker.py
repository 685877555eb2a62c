"""A worker process that begins payments when it is told to, and can stop between asking and recording.

`python -m tests.payments.worker DATABASE SANDBOX_FILE begin|stop`, then one subject on each line of its input.
"""

import sys
import time
from pathlib import Path

from tests.payments.samples import BASE, KEY, Clock, begin

from localgov_components.payments import GovUkPay, PaymentDesk, PaymentRequest, PaySandbox, ProviderPayment
from localgov_components.storage import Store


class StopsAfterAsking(GovUkPay):
    """Says that it has asked, and then never comes back."""

    def create(self, request: PaymentRequest) -> ProviderPayment:
        payment = super().create(request)
        say("asked")
        sys.stdin.read()
        return payment


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(database: str, sandbox_file: str, mode: str) -> None:
    clock = Clock()
    kind = StopsAfterAsking if mode == "stop" else GovUkPay
    with PaySandbox(api_key=KEY, clock=clock, path=Path(sandbox_file)) as sandbox, Store.open(database) as store:
        desk = PaymentDesk(store, kind(sandbox, KEY, base_url=BASE), pause=lambda seconds: time.sleep(30 * seconds))
        say("ready")
        for subject in sys.stdin:
            intent = begin(desk, clock, subject=subject.strip())
            say(f"{intent.id} {intent.provider_id} {intent.next_url}")


if __name__ == "__main__":
    main(*sys.argv[1:])
