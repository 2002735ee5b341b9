from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from odoo.addons.revo_helpdesk_stages.tests.unhurried import unhurried

from ...policies.signature import SignatureError, sign, verify

BODY = b'{"number":"HT00042"}'
# echo -n '1795000000.{"number":"HT00042"}' | openssl dgst -sha256 -hmac "a secret"
OPENSSL = "e1e2abceca4675613368e6abe271498dd45d426ce6798bbd37d9e6eb293371e2"
secrets = st.text(min_size=1, max_size=40)
bodies = st.binary(max_size=200)
moments = st.integers(min_value=0, max_value=10**11)


@tagged("post_install", "-at_install")
class TestSignature(BaseCase):
    def _refused(self, code, header, body=BODY, now=1795000000, secret="a secret"):
        with self.assertRaises(SignatureError) as refusal:
            verify(secret, header, body, now)
        self.assertEqual(refusal.exception.code, code)

    def test_another_program_signs_the_same(self):
        header = f"t=1795000000,v1={OPENSSL}"
        self.assertEqual(sign("a secret", 1795000000, BODY), header)
        verify("a secret", header, BODY, 1795000000)

    @unhurried
    @given(secrets, moments, bodies)
    def test_what_is_signed_is_accepted(self, secret, moment, body):
        verify(secret, sign(secret, moment, body), body, moment)

    @unhurried
    @given(secrets, secrets, moments, bodies, bodies)
    def test_signed_otherwise_is_refused(self, secret, other, moment, body, changed):
        header = sign(other, moment, changed)
        if (secret, body) != (other, changed):
            self._refused("wrong_signature", header, body, moment, secret)

    @unhurried
    @given(st.integers(min_value=-1000, max_value=1000))
    def test_a_moment_far_from_now_is_refused(self, seconds):
        header = sign("a secret", 1795000000, BODY)
        now = 1795000000 + seconds
        if abs(seconds) <= 300:
            verify("a secret", header, BODY, now)
        else:
            self._refused("stale_timestamp", header, now=now)

    def test_the_moment_cannot_be_changed(self):
        signed = sign("a secret", 1795000000, BODY)
        later = signed.replace("t=1795000000", "t=1795000900")
        self._refused("wrong_signature", later, now=1795000900)
        padded = signed.replace("t=", "t=0")
        self._refused("wrong_signature", padded)

    def test_an_old_wrong_signature_says_nothing_of_its_age(self):
        self._refused("wrong_signature", sign("other", 1, BODY))

    @unhurried
    @given(st.one_of(st.none(), st.text(max_size=120)))
    def test_any_other_header_is_malformed(self, header):
        self._refused("malformed", header)

    def test_almost_the_form_is_malformed(self):
        good = sign("a secret", 1795000000, BODY)
        for header in (
            good + "\n",
            " " + good,
            good.upper(),
            good[:-1],
            good + ",v1=" + "0" * 64,
            good.replace("1795000000", "-1795000000"),
            good.replace("1795000000", "١٧٩٥٠٠٠٠٠٠"),
            good.replace("1795000000", "1" * 5000),
        ):
            with self.subTest(header=header[:90]):
                self._refused("malformed", header)

    def test_nothing_is_verified_without_a_secret(self):
        with self.assertRaises(ValueError):
            verify("", sign("", 1795000000, BODY), BODY, 1795000000)
