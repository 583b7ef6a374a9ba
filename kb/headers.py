"""What every answer says to the browser beyond Django's own headers, and whose request it was."""

from django.conf import settings

# The site uses none of these, so that a script that should slip in could not either.
PERMISSIONS = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
    "xr-spatial-tracking",
)
POLICY = ", ".join(f"{name}=()" for name in PERMISSIONS)


class PermissionsPolicyMiddleware:
    """Sends `Permissions-Policy` with every answer, unless the view has set one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response


def client_address(request):
    """The address of who asks: the peer's, or the one that the outermost of our own proxies saw.

    Counted from the right of X-Forwarded-For, because everything further left is the asker's own words.
    """
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if 0 < settings.PROXIES <= len(chain):
        return chain[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR", "")
