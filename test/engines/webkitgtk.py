"""A window with nothing but a page of WebKitGTK in it, of any size, for WebKitWebDriver.

MiniBrowser has a toolbar, and no window of it is narrower than 447 px.
Usage: webkitgtk.py WIDTH HEIGHT PROFILE
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

width, height, profile = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
data = WebKit2.WebsiteDataManager(
    base_data_directory=profile + "/data", base_cache_directory=profile + "/cache"
)
context = WebKit2.WebContext(website_data_manager=data)
context.set_automation_allowed(True)


def create_view(_session):
    policies = WebKit2.WebsitePolicies(autoplay=WebKit2.AutoplayPolicy.ALLOW)
    settings = WebKit2.Settings(enable_webgl=True, enable_media=True, enable_mediasource=True)
    view = WebKit2.WebView(
        web_context=context,
        is_controlled_by_automation=True,
        website_policies=policies,
        settings=settings,
    )
    window = Gtk.Window()
    window.set_decorated(False)
    window.add(view)
    window.resize(width, height)
    window.show_all()
    view.grab_focus()
    return view


def automation_started(_context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("WebKitGTK")
    version = (WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    info.set_version(*version)
    session.set_application_info(info)
    session.connect("create-web-view", create_view)


context.connect("automation-started", automation_started)
Gtk.main()
